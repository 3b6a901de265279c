import torch

image = torch.tensor([[0.0, 0.0, 0.0, -2.0], [3.0, 3.0, 0.0, 0.0]])
activations = torch.stack([image, -image]).relu().requires_grad_()
scores = activations.square().sum(dim=0)

for target in scores.sum(), scores.mean():
    (grad,) = torch.autograd.grad(target, activations, retain_graph=True)
    weights = grad.mean(dim=(1, 2), keepdim=True)
    cam = (weights * activations).sum(dim=0).relu().detach()
    print((cam / cam.max()).round(decimals=2))
