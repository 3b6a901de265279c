import torch
from torch.nn import functional as F

student = torch.tensor([0.5, 0.5]).log()
teacher = torch.tensor([0.9, 0.1])
for length in 2, 10, 100:
    p = student.expand(8, length, 2)
    q = teacher.expand(8, length, 2)
    whole = F.kl_div(p, q, reduction="batchmean")
    flat = F.kl_div(p.flatten(0, 1), q.flatten(0, 1), reduction="batchmean")
    print("length", length, "as it is ", round(whole.item(), 2))  # wrong
    print("length", length, "flattened", round(flat.item(), 2))
