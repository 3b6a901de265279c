import torch
from torch.distributions import Categorical
from torch.nn.functional import gumbel_softmax, one_hot

torch.manual_seed(0)
n = 1_000_000
logits = torch.tensor([0.0, 0.5, 1.0], requires_grad=True)
values = torch.tensor([1.0, 2.0, 4.0])


def cost(choice):
    return (choice @ values - 3).square()


def gradient(loss):
    return [round(number, 2) for number in torch.autograd.grad(loss, logits)[0].tolist()]


print("exact           ", gradient(logits.softmax(0) @ cost(torch.eye(len(values)))))
policy = Categorical(logits=logits)
actions = policy.sample((n,))
choice = one_hot(actions, len(values)).to(logits)
print("sample, log_prob", gradient((policy.log_prob(actions) * cost(choice)).mean()))
choice = gumbel_softmax(logits.expand(n, -1), tau=0.1, hard=True)
print("Gumbel, tau 0.1 ", gradient(cost(choice).mean()))
choice = gumbel_softmax(logits.expand(n, -1), tau=1.0, hard=True)
print("Gumbel, tau 1   ", gradient(cost(choice).mean()))
probs = logits.softmax(0)
choice = one_hot(actions, len(values)) + probs - probs.detach()
print("straight-through", gradient(cost(choice).mean()))
