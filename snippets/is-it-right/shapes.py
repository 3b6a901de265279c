import torch

inputs = torch.tensor([[-1.0], [0.0], [1.0]])
targets = torch.tensor([-3.0, 0.0, 3.0])
w = torch.zeros(1, 1, requires_grad=True)
outputs = inputs @ w
print("shapes are equal:", outputs.shape == targets.shape)
(outputs - targets).square().mean().backward()
print(w.grad)  # wrong
