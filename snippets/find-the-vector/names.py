import torch
from torch.nn.functional import cross_entropy, l1_loss, mse_loss

outputs = torch.nn.Linear(3, 2)(torch.ones(4, 3))
targets = torch.zeros(4, 2)
labels = torch.tensor([0, 1, 1, 0])
errors = outputs - targets
total = errors.square().mean()

vectors = {
    "mse, 'none'": mse_loss(outputs, targets, reduction="none"),
    "cross entropy, 'none'": cross_entropy(outputs, labels, reduction="none"),
    "l1, 'none'": l1_loss(outputs, targets, reduction="none"),
    "over one dimension": errors.square().mean(dim=1),
    "its largest element": errors.amax(dim=1),
    "a square": errors.square(),
    "a product": errors * errors,
    "weights": torch.ones(4) * total,
    "several losses": torch.stack([total, total]),
    "an empty selection": errors[errors > 1e9],
    "a broadcast": outputs[:, :1] - torch.zeros(4),
}
for what, vector in vectors.items():
    print(f"{what:22} {vector.grad_fn.name():22} {list(vector.shape)}")
