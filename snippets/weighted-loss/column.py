import torch

q = torch.tensor([1.0, 2.0, 3.0, 4.0], requires_grad=True)
target = torch.tensor([0.0, 1.0, 5.0, 3.0])
weights = torch.tensor([[1.0], [1.0], [4.0], [2.0]])
losses = (q - target) ** 2
loss = (weights * losses).mean()
print(loss.shape)
loss.backward()
print(q.grad)  # wrong
