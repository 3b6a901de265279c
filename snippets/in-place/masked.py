import torch

x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
mask = torch.tensor([[True], [False], [True], [False]])
w = torch.tensor(0.5, requires_grad=True)
masked = torch.tensor(0.0, requires_grad=True)
features = torch.tanh(w * x)
penalty = features.square().mean()
features[mask] = masked
loss = features.mean() + penalty
loss.backward()  # RuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [4, 1]], which is output 0 of IndexPut, is at version 1; expected version 0 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).
