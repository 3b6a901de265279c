# pip install torch==2.13.0 captum==0.9.0
import torch
from captum.attr import NeuronGradient
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 4))
inputs = torch.ones(2, 3, requires_grad=True)
neurons = NeuronGradient(model, model[0])
print(neurons.attribute(inputs, neuron_selector=lambda layer: layer[:, :2].sum(dim=1)).shape)
neurons.attribute(inputs, neuron_selector=lambda layer: layer[:, :2])  # RuntimeError: grad can be implicitly created only for scalar outputs
