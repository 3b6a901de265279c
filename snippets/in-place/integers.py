import torch

embedding = torch.nn.Embedding(4, 2)
torch.nn.init.ones_(embedding.weight)
ids = torch.tensor([0, 1, 1])
loss = embedding(ids).sum()
ids[0] = 3
loss.backward()  # RuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation: [torch.LongTensor [3]] is at version 1; expected version 0 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).
