import torch, torch.nn as nn
m = nn.Linear(3, 2)
x, y, w = torch.randn(4, 3), torch.tensor([0, 1, 0, 1]), torch.tensor([1., 2., 1., 2.])
ce = nn.functional.cross_entropy(m(x), y, reduction="none")
loss = ce * w + 0.01 * m.weight.pow(2).mean()
loss.backward()
