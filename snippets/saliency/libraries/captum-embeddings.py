# pip install torch==2.13.0 captum==0.9.0
import torch
from captum.attr import LayerIntegratedGradients
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding, self.head = nn.Embedding(10, 4), nn.Linear(4, 2)

    def forward(self, ids):
        return self.head(self.embedding(ids).mean(dim=1).tanh())


torch.manual_seed(0)
model, ids = Model(), torch.tensor([[5, 7, 9]])
method = LayerIntegratedGradients(model, model.embedding)
parts = method.attribute(ids, baselines=torch.zeros_like(ids), target=1)
print(parts.shape)
print(parts.sum(dim=-1).round(decimals=4))
print((model(ids) - model(torch.zeros_like(ids)))[0, 1].detach().round(decimals=4))
