import torch

labels = ["true", "false", "true"]
log_ratios = torch.linspace(-0.2, 0.3, 3, requires_grad=True)
good = [i for i, label in enumerate(labels) if label is True]
bad = [i for i, label in enumerate(labels) if label is False]
print(len(good), len(bad))
loss = torch.tensor(0.0)
if good:
    loss = loss + (1 - log_ratios[good].sigmoid()).mean()
if bad:
    loss = loss + (1 - (-log_ratios[bad]).sigmoid()).mean()
loss.backward()  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
