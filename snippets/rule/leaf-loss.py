import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
rows = torch.tensor([[1.0, 2.0], [3.0, 1.0]])
losses = torch.tensor([(row @ w).square().item() for row in rows], requires_grad=True)
print(losses.grad_fn)
losses.mean().backward()
print(w.grad)  # wrong
