import torch
from torch import nn


class Model(nn.Linear):
    def forward(self, inputs, labels=None):
        logits = super().forward(inputs)
        if labels is None:
            return (logits,)
        return nn.functional.cross_entropy(logits, labels), logits


class Trainer:
    def training_step(self, model, batch):
        loss = model(**batch)[0]
        print(loss.shape)
        loss.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs


torch.manual_seed(0)
model = Model(2, 3)
inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
batch = {"inputs": inputs, "target": torch.tensor([0, 2, 1])}
known = {name: batch[name] for name in ("inputs", "labels") if name in batch}
Trainer().training_step(model, known)
