import torch
from torch import nn

torch.manual_seed(0)
model = nn.Linear(2, 1)
inputs = torch.tensor([[1.0, 0.0], [0.0, 1.0], [-1.0, 1.0], [1.0, -1.0]])
targets = torch.tensor([4.0, 3.0, 1.0, 3.0])
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for _ in range(300):
    loss = nn.functional.mse_loss(model(inputs), targets)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print("targets    ", targets.tolist())
print("predictions", [round(p.item(), 2) for p in model(inputs)])  # wrong
