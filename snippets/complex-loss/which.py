import torch

z = torch.tensor([3.0 + 2.0j, 2.0 + 4.0j], requires_grad=True)
target = torch.tensor([1.0 + 1.0j, 1.0 + 1.0j])
error = z - target
print(error.detach())

losses = {
    "mean of |error|**2": error.abs().square().mean(),
    "mean of |error|": error.abs().mean(),
    "real part of the mean": error.square().mean().real,
    "abs of the mean": error.square().mean().abs(),
}
for name, loss in losses.items():
    (grad,) = torch.autograd.grad(loss, z, retain_graph=True)
    print(f"{name:22}{loss:6.2f} ", *[f"{g:.2f}" for g in grad.tolist()])
