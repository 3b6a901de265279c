# pip install torch==2.13.0
import torch

sparse = torch.eye(3).to_sparse().requires_grad_()
(grad,) = torch.autograd.grad(torch.sparse.sum(sparse * 2), sparse)
print(grad.to_dense())

parts = [torch.ones(2), torch.ones(3)]
jagged = torch.nested.nested_tensor(parts, layout=torch.jagged, requires_grad=True)
(grad,) = torch.autograd.grad((jagged**2).values().sum(), jagged)
print(grad.values())
