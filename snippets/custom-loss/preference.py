import torch
from torch.nn.functional import logsigmoid

w = torch.tensor([0.5, -1.0], requires_grad=True)
chosen = torch.tensor([[1.0, 2.0], [3.0, 1.0], [2.0, 0.0]])
rejected = torch.tensor([[0.0, 1.0], [3.0, 2.0], [1.0, 1.0]])


def preference_loss(chosen_scores, rejected_scores, beta=0.1):
    return -logsigmoid(beta * (chosen_scores - rejected_scores))


loss = preference_loss(chosen @ w, rejected @ w)
print(loss.shape)
loss.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
