import torch
from torch.nn.functional import mse_loss

model = torch.nn.Linear(3, 2)
inputs = torch.ones(4, 3)
outputs = model(inputs)
errors = outputs - torch.zeros(4, 2)
total = errors.square().mean()

vectors = {
    "reduction='none'": mse_loss(outputs, torch.zeros(4, 2), reduction="none"),
    "over one dimension": errors.square().mean(dim=1),
    "not reduced": errors.square(),
    "a vector of weights": torch.ones(4) * total,
    "several losses": torch.stack([total, total]),
    "an empty selection": errors[errors > 1e9],
    "the model's output": outputs,
}
for what, vector in vectors.items():
    print(f"{what:20} {vector.grad_fn.name():16} {list(vector.shape)}")
