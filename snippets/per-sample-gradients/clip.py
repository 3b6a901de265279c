import torch
from torch.func import grad, vmap

w = torch.tensor([0.0, 0.0], requires_grad=True)
inputs = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.0, 50.0]])
targets = torch.tensor([1.0, 1.0, -1.0])


def loss_of_one(w, x, target):
    return (x @ w - target).square() / 2


grads = vmap(grad(loss_of_one), in_dims=(None, 0, 0))(w.detach(), inputs, targets)
lengths = grads.norm(dim=1, keepdim=True)
print(lengths.flatten())
w.grad = (grads / lengths.clamp(min=1.0)).mean(dim=0)
print(w.grad)

w.grad = grads.mean(dim=0)
torch.nn.utils.clip_grad_norm_(w, max_norm=1.0)
print(w.grad)  # wrong
