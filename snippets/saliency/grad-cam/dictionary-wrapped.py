# pip install torch==2.13.0 torchvision==0.28.0 grad-cam==1.5.7
import numpy as np
import torch
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import SemanticSegmentationTarget
from torchvision.models.segmentation import lraspp_mobilenet_v3_large


class Scores(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, images):
        return self.model(images)["out"]


torch.manual_seed(0)
model = lraspp_mobilenet_v3_large(weights=None, weights_backbone=None, num_classes=3).eval()
images = torch.rand(1, 3, 64, 64)
category, mask = 1, np.zeros((64, 64))
mask[:32] = 1
targets = [SemanticSegmentationTarget(category, mask)]
cam = GradCAM(model=Scores(model), target_layers=[model.backbone["16"]])
heatmap = cam(input_tensor=images, targets=targets)
print(cam.outputs.shape, targets[0](cam.outputs[0]).shape, heatmap.shape)
