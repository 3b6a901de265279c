import torch
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, one_hot

logits = torch.tensor([[2.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1.0, 1.0, 0.0]])
numbers = torch.tensor([0, 1, 2])
probabilities = one_hot(numbers, 3) * 1.0
weight = torch.tensor([1.0, 3.0, 5.0])

losses = cross_entropy(logits, numbers, weight, reduction="none")
print("sum / weights ", losses.sum() / weight[numbers].sum())
print("class numbers ", cross_entropy(logits, numbers, weight))
print("sum / N       ", losses.sum() / len(losses))
print("probabilities ", cross_entropy(logits, probabilities, weight))

losses = binary_cross_entropy_with_logits(logits, probabilities, weight, reduction="none")
print("sum / elements", losses.sum() / losses.numel())
print("binary        ", binary_cross_entropy_with_logits(logits, probabilities, weight))
