import torch
from torch import nn

torch.manual_seed(0)
model, criterion = nn.Linear(2, 3), nn.CrossEntropyLoss(reduction="none")
inputs, labels = torch.tensor([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), torch.tensor([0, 2, 1])
criterion(model(inputs), labels).backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
slopes = [p.grad.clone() for p in model.parameters()]
step = 0.05 / torch.cat([slope.flatten() for slope in slopes]).norm()
with torch.no_grad():
    for p, slope in zip(model.parameters(), slopes):
        p += step * slope
model.zero_grad()
criterion(model(inputs), labels).backward()
print(model.bias.grad)
