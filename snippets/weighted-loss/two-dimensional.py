import torch

losses = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
weights = torch.tensor([1.0, 3.0])
print("[n] * [n, T]   ", *torch.autograd.grad((weights * losses).mean(), losses))  # wrong
print("[n, 1] * [n, T]", *torch.autograd.grad((weights.unsqueeze(1) * losses).mean(), losses))
