# pip install torch==2.13.0 captum==0.9.0
import torch
from captum.attr import IntegratedGradients
from torch import nn

torch.manual_seed(0)
model = nn.Linear(3, 4)
inputs = torch.ones(2, 3)
print(model(inputs).shape)
attributions = IntegratedGradients(model).attribute(inputs, target=2)
print(attributions.round(decimals=4))
print(torch.allclose(attributions, model.weight[2] * inputs, atol=1e-4))
