import torch
from torch.nn.functional import logsigmoid

margins = torch.tensor([4.0, 4.0, -4.0], requires_grad=True)
print(*torch.autograd.grad(-logsigmoid(margins).mean(), margins))
print(*torch.autograd.grad(-logsigmoid(margins.mean()), margins))  # wrong
