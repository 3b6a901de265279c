import torch

w = torch.tensor([0.5, -1.0], requires_grad=True)
inputs = torch.tensor([[1.0, 2.0], [3.0, 1.0], [0.0, 2.0], [2.0, 2.0]])
targets = torch.tensor([1.0, 0.0, 2.0, 1.0])


def pinball(prediction, target):
    error = target - prediction
    return torch.maximum(0.75 * error, -0.25 * error).mean()


loss = pinball(inputs @ w, targets)
print(loss.shape)
loss.backward()
print(w.grad)
