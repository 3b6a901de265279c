import torch
from torch import nn

torch.manual_seed(1)
model = nn.Linear(4, 3)
images = torch.randn(2, 4, requires_grad=True)
logits = model(images)
best = logits.max(dim=1)[1]
score = logits[:, best].squeeze()
print(score.shape)
score.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
print(images.grad)
