import torch

critic = torch.nn.Linear(2, 1)
torch.nn.init.constant_(critic.weight, 0.5)
real = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
mone = -torch.ones(1)
critic(real).mean().backward(mone)  # RuntimeError: Mismatch in shape: grad_output[0] has a shape of torch.Size([1]) and output[0] has a shape of torch.Size([]).
