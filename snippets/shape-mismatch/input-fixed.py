import torch

layer = torch.nn.Linear(3, 2, bias=False)
torch.nn.init.constant_(layer.weight, 0.5)
x = torch.tensor([[1.0, 2.0, 3.0]], requires_grad=True)
y = layer(x) ** 2
seed = torch.zeros_like(y)
seed[:, 1] = 1.0
y.backward(gradient=seed)
print(x.grad)
