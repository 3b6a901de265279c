import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
scores = w / torch.tensor([1.0, 0.0])
print(scores)
loss = w.square().sum() + (0 * scores).sum()
print(loss)  # wrong
loss.backward()
print(w.grad)  # wrong
