import torch

codes = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0]], requires_grad=True)
targets = torch.tensor([[0.1, 0.2], [3.0, 2.0], [300.0, 0.0]])

losses = (codes - targets).square().sum(dim=1)
losses.sum().backward()
torch.nn.utils.clip_grad_norm_([codes], max_norm=1.0)
print(codes.grad.norm(dim=1))  # wrong
