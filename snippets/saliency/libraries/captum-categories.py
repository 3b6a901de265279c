# pip install torch==2.13.0 captum==0.9.0
import torch
from captum.attr import IntegratedGradients
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding, self.head = nn.Embedding(3, 2), nn.Linear(3, 1)

    def forward(self, kind, age):
        return self.head(torch.cat([self.embedding(kind.long()), age[:, None]], dim=1).tanh())


torch.manual_seed(0)
model, kind, age = Model(), torch.tensor([1.0, 2.0]), torch.tensor([0.2, 0.3])
attributions = IntegratedGradients(model).attribute((kind, age))  # RuntimeError: The differentiated Tensor at index 0 appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.
print(attributions)
