import torch
from torch.distributions import Normal

torch.manual_seed(0)
shape = (1_000_000,)
mu = torch.tensor(0.0, requires_grad=True)
std = torch.tensor(1.0, requires_grad=True)
policy = Normal(mu, std)


def cost(a):
    return (a - 2).square()


def gradient(loss):
    return [round(grad.item(), 1) + 0.0 for grad in torch.autograd.grad(loss.mean(), (mu, std))]


a = policy.sample(shape)
print("sample, log_prob  ", a.requires_grad, gradient(policy.log_prob(a) * cost(a)))
a = policy.rsample(shape)
print("rsample, cost     ", a.requires_grad, gradient(cost(a)))
a = mu + std * torch.randn(shape)
print("mu + std * randn  ", a.requires_grad, gradient(cost(a)))
a = policy.rsample(shape)
print("rsample, log_prob ", a.requires_grad, gradient(policy.log_prob(a) * cost(a)))  # wrong
a = policy.rsample(shape)
print("and cost detached ", a.requires_grad, gradient(policy.log_prob(a) * cost(a).detach()))  # wrong
a = torch.normal(mu.expand(shape), std.expand(shape))
print("torch.normal, cost", a.requires_grad, gradient(cost(a)))  # wrong
