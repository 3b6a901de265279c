import torch
from torch.func import grad, vmap
from torch.nn.functional import cross_entropy

class_weights = torch.tensor([1.0, 10.0])
scores = torch.zeros(2, 2)
labels = torch.tensor([0, 1])


def loss_of_one(scores, label):
    return cross_entropy(scores, label, weight=class_weights, reduction="sum")


print(vmap(grad(loss_of_one))(scores, labels))
