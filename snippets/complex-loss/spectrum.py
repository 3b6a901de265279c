import torch

signal = torch.tensor([3.0, 2.0, 0.0, 0.0], requires_grad=True)
target = torch.fft.rfft(torch.tensor([1.0, 1.0, 0.0, 0.0]))
error = torch.fft.rfft(signal) - target
print(error.shape, error.dtype)
error.square().mean().backward()  # RuntimeError: grad can be implicitly created only for real scalar outputs but got torch.complex64
