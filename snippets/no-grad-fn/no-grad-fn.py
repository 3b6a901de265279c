import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
inputs = torch.tensor([[1.0, 2.0], [3.0, 1.0]])
with torch.no_grad():
    outputs = inputs @ w
loss = outputs.square().mean()
loss.backward()  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
