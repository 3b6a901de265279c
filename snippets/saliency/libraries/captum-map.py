# pip install torch==2.13.0 captum==0.9.0
import torch
from captum.attr import Saliency
from torch import nn

torch.manual_seed(0)
model = nn.Conv2d(1, 2, kernel_size=3, padding=1)
images = torch.ones(3, 1, 4, 4, requires_grad=True)
print(model(images).shape)
attributions = Saliency(model).attribute(images, target=1)  # AssertionError: Target not provided when necessary, cannot take gradient with respect to multiple outputs.
print((attributions[0, 0] != 0).int())
