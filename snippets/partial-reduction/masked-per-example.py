import torch

losses = torch.tensor([[1.0, 1.0, 1.0, 1.0], [8.0, 0.0, 0.0, 0.0]], requires_grad=True)
mask = torch.tensor([[1.0, 1.0, 1.0, 1.0], [1.0, 0.0, 0.0, 0.0]])
per_example = (losses * mask).flatten(1).sum(1) / mask.flatten(1).sum(1).clamp(min=1)
print(per_example)
print("mean over examples ", *torch.autograd.grad(per_example.mean(), losses, retain_graph=True))
print("mean over positions", *torch.autograd.grad((losses * mask).sum() / mask.sum(), losses))
