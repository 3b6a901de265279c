import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
inputs = torch.tensor([[1.0, 2.0], [3.0, 1.0], [0.0, 2.0]])
targets = torch.tensor([1.0, 0.0, 2.0])
for x, y in zip(inputs.split(2), targets.split(2)):
    losses = (x @ w - y) ** 2
    try:
        losses.squeeze().backward()
        print(losses.shape, "ok")
    except RuntimeError as error:
        print(losses.shape, error)
