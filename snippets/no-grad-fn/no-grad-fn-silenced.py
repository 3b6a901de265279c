import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
inputs = torch.tensor([[1.0, 2.0], [3.0, 1.0]])
with torch.no_grad():
    outputs = inputs @ w
loss = outputs.square().mean()
loss.requires_grad_()
loss.backward()
print(w.grad)  # wrong
