import torch
from torch import nn

torch.manual_seed(0)
inputs = torch.randn(64, 4)
labels = inputs[:, :3].argmax(dim=1)
model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 3))
criterion = nn.CrossEntropyLoss(reduction="none")
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)

for epoch in range(3):
    total = 0.0
    for rows in torch.arange(64).split(16):
        loss = criterion(model(inputs[rows]), labels[rows])
        optimizer.zero_grad()
        loss.mean().backward()
        optimizer.step()
        total += loss.sum().item()
    print(epoch, round(total / 64, 3))
