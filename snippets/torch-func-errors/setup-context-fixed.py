import torch

model = torch.nn.Linear(2, 1)
handle = model.register_full_backward_hook(lambda module, grad_input, grad_output: None)
x = torch.ones(3, 2)
handle.remove()
J = torch.func.jacrev(model)(x)
print(J.shape)
