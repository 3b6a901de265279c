import torch

W = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
x = torch.tensor([[1.0, 0.0, 1.0], [0.0, 2.0, 1.0]], requires_grad=True)
y = (x @ W).square()
print(y.shape)
(of_unit,) = torch.autograd.grad(y[:, 1].sum(), x, retain_graph=True)
print(of_unit)
rows = [torch.autograd.grad(y[:, k].sum(), x, retain_graph=True)[0] for k in range(y.shape[1])]
each = torch.stack(rows, dim=1)
print(each.shape, torch.equal(each[:, 1], of_unit))
