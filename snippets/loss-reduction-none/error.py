import torch
from torch import nn

torch.manual_seed(0)
model = nn.Linear(4, 3)
criterion = nn.CrossEntropyLoss(reduction="none")
inputs = torch.randn(5, 4)
labels = torch.tensor([0, 2, 1, 1, 0])
loss = criterion(model(inputs), labels)
print(loss.shape)
loss.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
