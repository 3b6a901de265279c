import torch
from torch import nn

torch.manual_seed(0)
model = nn.Conv2d(1, 2, kernel_size=3, padding=1)
images = torch.ones(3, 1, 4, 4, requires_grad=True)


def region_score(images):
    return model(images)[:, 1, :2, :2].sum(dim=(1, 2))


scores = region_score(images)
print(model(images).shape, scores.shape)
(grad,) = torch.autograd.grad(torch.unbind(scores), images)
print((grad[0, 0] != 0).int())
