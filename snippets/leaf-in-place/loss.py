import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
score = torch.sigmoid(torch.tensor([1.0, 0.5]) @ w)
loss = torch.tensor(0.0, requires_grad=True)
loss += 1 - score  # RuntimeError: a leaf Variable that requires grad is being used in an in-place operation.
loss.backward()
