import warnings

import torch

warnings.simplefilter("ignore")
w = torch.tensor([1.0, -1.0], requires_grad=True)
losses = [w.square().sum(), w.exp().sum()]
loss = torch.tensor(losses).mean()
print(loss.requires_grad)  # wrong
