import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
loss = x.square().sum()
accuracy = (x > 2).float().mean()
loss.backward()
print(x.grad, accuracy)
