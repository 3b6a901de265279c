import torch

model = torch.nn.Linear(2, 1)
handle = model.register_full_backward_hook(lambda module, grad_input, grad_output: None)
x = torch.ones(3, 2)
J = torch.func.jacrev(model)(x)  # RuntimeError: In order to use an autograd.Function with functorch transforms (vmap, grad, jvp, jacrev, ...), it must override the setup_context staticmethod. For more details, please see https://pytorch.org/docs/main/notes/extending.func.html
print(J.shape)
