import torch

w = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1)
loss = (w @ w).sum()
loss.backward(retain_graph=True)
optimizer.step()
loss.backward()  # RuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [2, 2]] is at version 1; expected version 0 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).
