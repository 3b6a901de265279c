import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
losses = [(w * part).square().mean() for part in (1.0, 2.0, 3.0)]
sum(losses).backward()
print(w.grad)
