import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
loss = x.square().sum()
accuracy = (x > 2).float().mean()
torch.autograd.backward((loss, accuracy))  # RuntimeError: element 1 of tensors does not require grad and does not have a grad_fn
