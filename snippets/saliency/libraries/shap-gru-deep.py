# pip install torch==2.13.0 shap==0.51.0
import warnings

import shap
import torch
from torch import nn

warnings.simplefilter("ignore")


class LastStep(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x):
        return self.model(x)[0][:, -1]


torch.manual_seed(0)
model = nn.GRU(3, 2, batch_first=True)
background, x = torch.randn(6, 5, 3), torch.randn(2, 5, 3)
explainer = shap.DeepExplainer(LastStep(model), background)
try:
    explainer.shap_values(x)
except AssertionError as error:
    print(str(error).partition("!")[0])
shap_values = explainer.shap_values(x, check_additivity=False)
gap = LastStep(model)(x) - LastStep(model)(background).mean(dim=0)
print("to be explained", gap[0].tolist())
print("explained      ", shap_values[0].sum(axis=(0, 1)).tolist())  # wrong
