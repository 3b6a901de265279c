import torch

torch.manual_seed(0)
x = torch.tensor([[1.0], [2.0], [3.0]], requires_grad=True)
network = torch.nn.Sequential(torch.nn.Linear(1, 16), torch.nn.ReLU(), torch.nn.Linear(16, 1))
(slope,) = torch.autograd.grad(network(x).sum(), x, create_graph=True)
(curvature,) = torch.autograd.grad(slope.sum(), x)
print("not zero:", curvature.any().item())  # wrong
