import torch

q = torch.tensor([[1.0, 2.0], [3.0, 0.0], [0.0, 1.0]], requires_grad=True)
actions = torch.tensor([0, 0, 1])
targets = torch.tensor([2.0, 1.0, 1.5])
weights = torch.tensor([0.2, 1.0, 0.5])

errors = q.gather(1, actions.unsqueeze(1)).squeeze(1) - targets
loss = (errors.square() * weights).mean()
loss.backward()
print(q.grad)
