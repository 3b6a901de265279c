import torch

w = torch.tensor([3.0, 4.0], requires_grad=True)
x = torch.tensor([[-1.0, -2.0], [1.0, 2.0]], requires_grad=True)
scores = torch.relu(x @ w)
ones = torch.ones_like(scores)
(grad,) = torch.autograd.grad(scores, x, grad_outputs=ones, create_graph=True)
norms = grad.norm(dim=1)
print(norms.detach())
((norms - 1) ** 2).mean().backward()
print(w.grad)
