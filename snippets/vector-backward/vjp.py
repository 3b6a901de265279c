import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = torch.stack([x[0] * x[1], x[1] * x[2]])
v = torch.tensor([1.0, 10.0])
jacobian = torch.stack([torch.autograd.grad(each, x, retain_graph=True)[0] for each in y])
print("Jacobian", list(jacobian.shape))
print(v @ jacobian)
print(v[:, None] * jacobian)  # wrong
y.backward(v)
print(x.grad)
