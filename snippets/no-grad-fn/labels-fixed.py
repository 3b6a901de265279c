import torch

labels = [label == "true" for label in ["true", "false", "true"]]
log_ratios = torch.linspace(-0.2, 0.3, 3, requires_grad=True)
good = [i for i, label in enumerate(labels) if label is True]
bad = [i for i, label in enumerate(labels) if label is False]
print(len(good), len(bad))
loss = torch.tensor(0.0)
if good:
    loss = loss + (1 - log_ratios[good].sigmoid()).mean()
if bad:
    loss = loss + (1 - (-log_ratios[bad]).sigmoid()).mean()
loss.backward()
print(log_ratios.grad)
