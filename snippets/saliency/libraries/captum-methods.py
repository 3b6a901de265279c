# pip install torch==2.13.0 captum==0.9.0
import warnings

import torch
from captum.attr import DeepLift, FeatureAblation, GradientShap, InputXGradient, IntegratedGradients, Saliency
from torch import nn

warnings.simplefilter("ignore")
torch.manual_seed(0)
model = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 4))
inputs, baselines = torch.ones(2, 3), torch.zeros(2, 3)
for method in Saliency, IntegratedGradients, InputXGradient, DeepLift, GradientShap, FeatureAblation:
    options = {"baselines": baselines} if method is GradientShap else {}
    try:
        print(method.__name__, method(model).attribute(inputs, **options).shape)
    except AssertionError as error:
        print(method.__name__, str(error)[:35])
