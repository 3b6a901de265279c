import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 3), nn.Softmax(dim=1))
inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
output = model(inputs)
print(output.shape)
output.sum().backward()
print(model[0].weight.grad.abs().max() < 0.01)  # wrong
