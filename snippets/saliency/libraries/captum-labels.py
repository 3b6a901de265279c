# pip install torch==2.13.0 captum==0.9.0
import torch
from captum.attr import Saliency
from torch import nn

torch.manual_seed(0)
model = nn.Linear(3, 4)
inputs, values = torch.ones(2, 3, requires_grad=True), torch.rand(2, 4)
print(model(inputs).shape)
attributions = Saliency(model).attribute(inputs, target=values)  # AssertionError: Tensor target dimension torch.Size([2, 4]) is not valid. torch.Size([2, 4])
print(attributions)
