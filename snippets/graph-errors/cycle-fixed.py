import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
loss = w.square().sum()
(grad,) = torch.autograd.grad(loss, w, create_graph=True)
penalty = grad.square().sum()
(loss + penalty).backward()
print(w.grad)
