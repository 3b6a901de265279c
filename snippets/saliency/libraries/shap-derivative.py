# pip install torch==2.13.0 shap==0.51.0
import shap
import torch
from torch import nn


class Slope(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, x):
        with torch.enable_grad():
            x = x.clone().requires_grad_()
            return torch.autograd.grad(self.net(x).sum(), x, create_graph=True)[0]


torch.manual_seed(0)
model = Slope(nn.Sequential(nn.Linear(3, 8), nn.Tanh(), nn.Linear(8, 1)))
background, x = torch.randn(20, 3), torch.randn(2, 3)
explainer = shap.GradientExplainer(model, background)
shap_values = explainer.shap_values(x, rseed=0)
gap = model(x) - model(background).mean(dim=0)
print("to be explained", gap[0].tolist())
print("explained      ", shap_values[0].sum(axis=0).tolist())
