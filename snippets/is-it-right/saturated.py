import torch
from torch import nn

torch.manual_seed(0)
net = nn.Linear(3, 2)
inputs, targets = torch.randn(4, 3) * 1000, torch.tensor([0, 1, 0, 0])
logits = net(inputs)
loss = nn.BCELoss()(logits.softmax(1), torch.eye(2)[targets])
loss.backward()
print(logits.diff().ravel(), loss, net.weight.grad)  # wrong
