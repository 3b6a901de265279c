import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(2, 3))
inputs = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
labels = torch.tensor([0, 2])
output = model(inputs)
print(output.shape)
loss = nn.functional.cross_entropy(output, labels)
print(loss.shape)
loss.backward()
print(model[0].weight.grad)
