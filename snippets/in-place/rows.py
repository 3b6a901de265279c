import torch

w = torch.tensor(0.5, requires_grad=True)
states = torch.zeros(4)
states[0] = 1.0
for i in range(1, 4):
    states[i] = w * states[i - 1]
states.sum().backward()  # RuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor []], which is output 0 of AsStrided, is at version 4; expected version 3 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).
