import torch

x = torch.tensor([5.0, 5.0], requires_grad=True)
y = torch.tensor([8.0, 8.0], requires_grad=True)
loss = x * y
weights = torch.tensor([1.0, 3.0])
loss.backward(gradient=weights)
print(x.grad)
print(y.grad)
