import torch

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
x, target = torch.randn(3, 2), torch.randn(3, 1)
weights = torch.full((3, 1), 0.5, requires_grad=True)
loss = (weights * (model(x) - target) ** 2).sum()
loss.backward()
optimizer.step()
meta_loss = (model(x) - target).square().mean()
print(torch.autograd.grad(meta_loss, weights))  # RuntimeError: The differentiated Tensor at index 0 appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.
