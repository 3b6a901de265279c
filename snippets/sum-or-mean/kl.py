import torch
from torch.nn.functional import kl_div, log_softmax

torch.manual_seed(0)
student, teacher = torch.randn(2, 5, 4), torch.randn(2, 5, 4)
p, q = log_softmax(student, dim=2), log_softmax(teacher, dim=2)

print((q.exp() * (q - p)).sum(dim=2).mean())
print(kl_div(p.flatten(0, 1), q.flatten(0, 1), reduction="batchmean", log_target=True))
print(kl_div(p, q, reduction="batchmean", log_target=True))  # wrong
print(kl_div(p, q, reduction="mean", log_target=True))  # wrong
