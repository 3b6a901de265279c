import torch
from torch import nn

torch.manual_seed(0)
words = nn.Embedding(5, 3, max_norm=1.0)
w = torch.randn(3, 2, requires_grad=True)
scores = words.weight @ w
chosen = words(torch.tensor([1, 2])) @ w
(scores.mean() + chosen.mean()).backward()  # RuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [5, 3]] is at version 2; expected version 1 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).
