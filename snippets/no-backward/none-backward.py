import torch


def criterion(outputs, targets):
    loss = (outputs - targets).square().mean()
    print(loss.shape)


x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
loss = criterion(x, torch.zeros(3))
loss.backward()  # AttributeError: 'NoneType' object has no attribute 'backward'
