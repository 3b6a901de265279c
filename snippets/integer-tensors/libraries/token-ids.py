# pip install torch==2.13.0 captum==0.9.0
import warnings

import torch
from captum.attr import DeepLift
from torch import nn


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding, self.relu, self.head = nn.Embedding(200, 4), nn.ReLU(), nn.Linear(4, 2)

    def forward(self, ids):
        return self.head(self.relu(self.embedding(ids)).mean(dim=1))


warnings.simplefilter("ignore")
torch.manual_seed(0)
model = Classifier()
ids = torch.tensor([[101, 7, 102]])
baseline = torch.zeros_like(ids)
scores = DeepLift(model).attribute(ids, baseline, target=1)  # RuntimeError: One of the differentiated Tensors does not require grad
