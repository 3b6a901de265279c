import torch

W = torch.tensor([[1.0, 2.0, 3.0], [-1.0, -2.0, -3.0]])
x = torch.tensor([1.0, 1.0, 1.0], requires_grad=True)
y = W @ x
(grad,) = torch.autograd.grad(y, x, grad_outputs=torch.eye(len(y)), is_grads_batched=True)
print(grad)
