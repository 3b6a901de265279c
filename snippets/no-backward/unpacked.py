import torch


def margin_loss(distances):
    return (distances - 1).clamp(min=0).mean(), 0.75, distances.mean().item()


def weighted_loss(distances):
    return distances.mean().item(), 0.75, distances.square().mean()


x = torch.tensor([1.5, 2.0, 4.0], requires_grad=True)
for criterion in margin_loss, weighted_loss:
    result = criterion(x)
    print(criterion.__name__, [getattr(each, "grad_fn", None) is not None for each in result])
    loss, accuracy, distance = result
    loss.backward()  # AttributeError: 'float' object has no attribute 'backward'
