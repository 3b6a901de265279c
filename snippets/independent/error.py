import torch

codes = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 2.0]], requires_grad=True)
targets = torch.tensor([[1.0, 2.0], [3.0, 2.0], [3.0, 0.0]])

losses = (codes - targets).square().sum(dim=1)
losses.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
