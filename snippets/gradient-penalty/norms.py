import torch

w = torch.full((4,), 0.5, requires_grad=True)
x = torch.zeros(9, 1, 2, 2, requires_grad=True)
scores = x.flatten(start_dim=1) @ w
ones = torch.ones_like(scores)
(grad,) = torch.autograd.grad(scores, x, grad_outputs=ones, create_graph=True)
for norms in grad.norm(), grad.norm(dim=1):
    penalty = ((norms - 1) ** 2).mean()
    print(norms.shape, penalty.item())  # wrong
