# pip install torch==2.13.0 captum==0.9.0
import torch
from captum.attr import Saliency
from torch import nn

torch.manual_seed(0)
model = nn.Conv2d(1, 2, kernel_size=3, padding=1)
images = torch.ones(3, 1, 4, 4, requires_grad=True)


def region_score(images):
    return model(images)[:, 1, :2, :2].sum()


print(model(images).shape, region_score(images).shape)
attributions = Saliency(region_score).attribute(images)  # IndexError: invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number
print((attributions[0, 0] != 0).int())
