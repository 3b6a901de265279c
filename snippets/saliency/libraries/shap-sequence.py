# pip install torch==2.13.0 shap==0.51.0
import shap
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
background, x = torch.randn(6, 5, 3), torch.randn(2, 5, 3)
print(model(background).shape)
explainer = shap.DeepExplainer(model, background)
shap_values = explainer.shap_values(x)  # RuntimeError: grad can be implicitly created only for scalar outputs
print(shap_values.shape)
