import torch
from torch import nn

torch.manual_seed(1)
model = nn.Linear(4, 3)
images = torch.randn(2, 4, requires_grad=True)
logits = model(images)
best = logits.max(dim=1)[1]
score = logits.gather(1, best[:, None]).sum()
print(score.shape)
score.backward()
print(images.grad)
print(model.weight[best].detach())
