import torch

x = torch.tensor([0.0, 1.0], requires_grad=True)
y = x.exp()
z = y.square()
y.mul_(3)
z.sum().backward()  # RuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [2]], which is output 0 of Mul, is at version 1; expected version 0 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).
