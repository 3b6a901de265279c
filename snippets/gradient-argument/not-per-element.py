import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x.cumsum(dim=0)
y.backward(gradient=torch.ones_like(y))
print(x.grad)  # wrong
print(torch.func.jacrev(lambda t: t.cumsum(dim=0))(x))
