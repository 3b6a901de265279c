import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
x = torch.tensor([2.0, 3.0])
y = (w * x).sum()
torch.autograd.grad(y, x)  # RuntimeError: One of the differentiated Tensors does not require grad
