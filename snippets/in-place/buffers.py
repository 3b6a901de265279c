import torch
from torch import nn

torch.manual_seed(0)
critic = nn.Sequential(nn.Linear(2, 4), nn.BatchNorm1d(4), nn.LeakyReLU(), nn.Linear(4, 1))
real, fake = torch.randn(8, 2), torch.randn(8, 2)
loss = critic(fake).mean()
for buffer in critic.buffers():
    buffer.copy_(buffer.clone())
loss = loss - critic(real).mean()
loss.backward()  # RuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [4]] is at version 2; expected version 1 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).
