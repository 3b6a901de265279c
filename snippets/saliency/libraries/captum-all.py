# pip install torch==2.13.0 captum==0.9.0
import torch
from captum.attr import IntegratedGradients
from torch import nn

torch.manual_seed(0)
model = nn.Linear(3, 4)
inputs = torch.ones(2, 3)
print(model(inputs).shape)
method = IntegratedGradients(model)
attributions = torch.stack([method.attribute(inputs, target=k) for k in range(4)], dim=1)
print(attributions.shape)
print(torch.allclose(attributions[0], model.weight * inputs[0], atol=1e-4))
