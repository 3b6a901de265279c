import torch

loss = torch.tensor([1.0, 3.0], requires_grad=True).mean()
total = 0.0
total += loss.data[0]  # IndexError: invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number
