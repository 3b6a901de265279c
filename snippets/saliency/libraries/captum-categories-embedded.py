# pip install torch==2.13.0 captum==0.9.0
import torch
from captum.attr import IntegratedGradients
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding, self.head = nn.Embedding(3, 2), nn.Linear(3, 1)

    def forward(self, vectors, age):
        return self.head(torch.cat([vectors, age[:, None]], dim=1).tanh())


torch.manual_seed(0)
model, kind, age = Model(), torch.tensor([1.0, 2.0]), torch.tensor([0.2, 0.3])
vectors = model.embedding(kind.long()).detach()
attributions = IntegratedGradients(model).attribute((vectors, age))
print(attributions[0].sum(dim=1).detach(), attributions[1].detach())
