# pip install torch==2.13.0 torchvision==0.28.0 grad-cam==1.5.7
import numpy as np
import torch
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import SemanticSegmentationTarget


class Segmenter(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Sequential(torch.nn.Conv2d(1, 2, kernel_size=1, bias=False), torch.nn.ReLU())
        self.layer[0].weight.data = torch.tensor([1.0, -1.0]).reshape(2, 1, 1, 1)

    def forward(self, images):
        found = self.layer(images)
        return torch.stack([1 - found.sum(dim=1), found.square().sum(dim=1)], dim=1)


image = torch.tensor([[[[0.0, 0.0, 0.0, -2.0], [3.0, 3.0, 0.0, 0.0]]]])
model = Segmenter()
print(model(image).shape)
category = 1
mask = np.array([[0.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0]])
targets = [SemanticSegmentationTarget(category, mask)]
cam = GradCAM(model=model, target_layers=[model.layer])
heatmap = cam(input_tensor=image, targets=targets)
print(heatmap.round(2))
