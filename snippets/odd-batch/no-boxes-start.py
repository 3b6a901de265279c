import torch


def box_loss(predicted, boxes):
    losses = [(predicted - box).square().mean() for box in boxes]
    return sum(losses, start=predicted[:0].sum())


predicted = torch.tensor([[0.5, 0.5, 1.0, 1.0]], requires_grad=True)
boxes = torch.tensor([[0.0, 0.0, 1.0, 1.0]])
for found in boxes, boxes[:0]:
    loss = box_loss(predicted, found)
    print(loss)
    loss.backward()
    print(predicted.grad)
