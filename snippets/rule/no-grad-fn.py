import torch

loss = torch.ones(3)
loss.backward()  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
