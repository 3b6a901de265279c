# pip install torch==2.13.0 shap==0.51.0
import shap
import torch
from torch import nn


class AllSteps(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x):
        return self.model(x)[0]


torch.manual_seed(0)
model = nn.GRU(3, 2, batch_first=True)
background, x = torch.randn(6, 5, 3), torch.randn(2, 5, 3)
explainer = shap.GradientExplainer(AllSteps(model), background)
shap_values = explainer.shap_values(x, rseed=0)  # RuntimeError: grad can be implicitly created only for scalar outputs
print(shap_values.shape)
