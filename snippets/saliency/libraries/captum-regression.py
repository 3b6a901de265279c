# pip install torch==2.13.0 captum==0.9.0
import torch
from captum.attr import IntegratedGradients
from torch import nn

torch.manual_seed(0)
model = nn.Linear(3, 1)
inputs = torch.ones(2, 3)
print(model(inputs).shape)
attributions, left = IntegratedGradients(model).attribute(inputs, return_convergence_delta=True)
print(torch.allclose(attributions, model.weight * inputs, atol=1e-4))
print(left.abs().max().item() < 1e-4)
