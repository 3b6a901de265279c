import torch

masks = torch.tensor([[1.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]])
scores = torch.tensor([[3.0, 3.0, -3.0, -3.0], [-3.0, -3.0, 3.0, -3.0]])


def f_loss(probabilities, masks, beta=0.3):
    hits = (probabilities * masks).sum(dim=1)
    f = (1 + beta) * hits / (beta * masks.sum(dim=1) + probabilities.sum(dim=1))
    return (1 - f).mean()


print("raw scores", f_loss(scores, masks))  # wrong
print("sigmoid   ", f_loss(scores.sigmoid(), masks))
