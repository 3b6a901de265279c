import functools

import torch


def weighted_loss(function):
    @functools.wraps(function)
    def reduced(prediction, target, weight=None, avg_factor=None):
        losses = function(prediction, target)
        losses = losses if weight is None else losses * weight
        return losses.mean() if avg_factor is None else losses.sum() / avg_factor

    return reduced


@weighted_loss
def box_loss(prediction, target):
    return (prediction - target).abs().sum(dim=-1)


w = torch.tensor([1.0, 1.0, 2.0, 2.0], requires_grad=True)
boxes = torch.tensor([[1.0, 1.0, 2.0, 3.0], [2.0, 1.0, 1.0, 4.0], [0.0, 1.0, 3.0, 1.0]])
loss = box_loss(boxes * w, boxes)
print(loss.shape)
loss.backward()
print(w.grad)
