import torch


def labelled_loss(scores, labels):
    found = scores[labels > 0]
    if found.numel() == 0:
        return found * 0.0
    return found.square().mean()


scores = torch.ones(4, 3, requires_grad=True)
for labels in torch.tensor([1.0, 0.0, 2.0, 0.0]), torch.zeros(4):
    loss = labelled_loss(scores, labels)
    print(loss.shape, loss.item())  # RuntimeError: a Tensor with 0 elements cannot be converted to Scalar
