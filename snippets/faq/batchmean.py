import torch
from torch.nn.functional import kl_div

torch.manual_seed(0)
for shape in (2, 3), (2, 5, 3), (3,):
    log_probs = torch.randn(shape).log_softmax(dim=-1)
    target = torch.randn(shape).softmax(dim=-1)
    losses = kl_div(log_probs, target, reduction="none")
    print(list(shape))
    print("batchmean               ", kl_div(log_probs, target, reduction="batchmean"))
    print("mean over distributions ", losses.sum(dim=-1).mean())
    print("mean over all           ", losses.mean())
