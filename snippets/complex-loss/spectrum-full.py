import torch

signal = torch.tensor([3.0, 2.0, 0.0, 0.0], requires_grad=True)
target = torch.fft.fft(torch.tensor([1.0, 1.0, 0.0, 0.0]))
error = torch.fft.fft(signal) - target
print(error.shape, error.dtype)
error.abs().square().mean().backward()
print(signal.grad.dtype, signal.grad.round(decimals=2))
