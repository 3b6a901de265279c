import torch
from torch.nn.functional import cross_entropy, mse_loss

torch.manual_seed(0)
model = torch.nn.Linear(3, 2)
inputs = torch.tensor([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0], [2.0, 1.0, 0.0], [1.0, 1.0, 1.0]])
labels = torch.tensor([0, 1, 1, 0])

logits = model(inputs)
fit = cross_entropy(logits, labels)
smooth = mse_loss(logits, torch.zeros(4, 2), reduction="none").mean()
size = model.weight.square().sum()
print("fit", fit.shape)
print("smooth", smooth.shape)
print("size", size.shape)
loss = fit + 0.1 * smooth + 0.01 * size
loss.backward()
print(model.weight.grad.norm() > 0)
