import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
rows = torch.tensor([[1.0, 2.0], [3.0, 1.0]])
losses = torch.stack([(row @ w).square() for row in rows])
print(losses.grad_fn.name())
losses.mean().backward()
print(w.grad)
