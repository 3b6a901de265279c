# pip install torch==2.13.0 shap==0.51.0
import shap
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 1), nn.Flatten(0))
background, x = torch.randn(6, 3), torch.randn(2, 3)
print(model(background).shape)
explainer = shap.DeepExplainer(model, background)  # IndexError: tuple index out of range
