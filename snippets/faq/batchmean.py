import torch
from torch.nn.functional import kl_div, log_softmax, softmax

logits = torch.tensor([[2.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
target = softmax(torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 3.0]]), dim=1)
losses = kl_div(log_softmax(logits, dim=1), target, reduction="none")
print(losses.shape)
print("sum / rows      ", losses.sum() / 2)
print("batchmean       ", kl_div(log_softmax(logits, dim=1), target, reduction="batchmean"))
print("mean over all   ", losses.mean())
