# pip install torch==2.13.0 captum==0.9.0
import warnings

import torch
from captum.attr import DeepLift, IntegratedGradients, Saliency
from torch import nn

warnings.simplefilter("ignore")


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding, self.head = nn.Embedding(10, 4), nn.Linear(4, 2)

    def forward(self, ids):
        return self.head(self.embedding(ids).mean(dim=1).tanh())


torch.manual_seed(0)
model, ids = Model(), torch.tensor([[5, 7, 9]])
for method in (Saliency, DeepLift, IntegratedGradients):
    try:
        method(model).attribute(ids, target=1)
    except RuntimeError as error:
        print(method.__name__, error)
