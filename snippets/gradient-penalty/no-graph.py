import torch

w = torch.tensor([3.0, 4.0], requires_grad=True)
real = torch.tensor([[1.0, 2.0], [3.0, 0.0]])
fake = torch.tensor([[0.0, 1.0], [1.0, 1.0]])
x = ((real + fake) / 2).requires_grad_()
scores = x @ w
ones = torch.ones_like(scores)
(grad,) = torch.autograd.grad(scores, x, grad_outputs=ones)
penalty = ((grad.norm(dim=1) - 1) ** 2).mean()
loss = (fake @ w).mean() - (real @ w).mean() + 10 * penalty
loss.backward()
print(penalty.item(), penalty.requires_grad)
print(w.grad)  # wrong
