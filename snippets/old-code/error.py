import torch

critic = torch.nn.Linear(2, 1)
torch.nn.init.constant_(critic.weight, 0.5)
real = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
fake = torch.tensor([[0.0, 1.0], [1.0, 0.0]])
one = torch.ones(1)
mone = -1 * one

critic(real).mean().backward(mone)  # RuntimeError: Mismatch in shape: grad_output[0] has a shape of torch.Size([1]) and output[0] has a shape of torch.Size([]).
critic(fake).mean().backward(one)
print(critic.weight.grad)
