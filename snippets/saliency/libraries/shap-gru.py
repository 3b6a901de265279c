# pip install torch==2.13.0 shap==0.51.0
import shap
import torch
from torch import nn


class LastStep(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x):
        return self.model(x)[0][:, -1]


torch.manual_seed(0)
model = nn.GRU(3, 2, batch_first=True)
background, x = torch.randn(6, 5, 3), torch.randn(2, 5, 3)
explainer = shap.GradientExplainer(LastStep(model), background)
shap_values = explainer.shap_values(x, rseed=0)
print(shap_values.shape)
print((abs(shap_values[0, :, :, 0]).max(axis=1) > 0).tolist())
