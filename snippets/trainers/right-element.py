import torch
from torch import nn


class Model(nn.Linear):
    def forward(self, inputs, labels=None):
        logits = super().forward(inputs)
        if labels is None:
            return (logits,)
        return nn.functional.cross_entropy(logits, labels), logits


torch.manual_seed(0)
model = Model(2, 3)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
labels = torch.tensor([0, 2, 1])
for step in range(3):
    optimizer.zero_grad()
    loss = model(inputs, labels)[0].mean()
    loss.backward()
    optimizer.step()
    print(f"loss {loss:.2f}")
    print(f"    cross-entropy {model(inputs, labels)[0]:.2f}")
