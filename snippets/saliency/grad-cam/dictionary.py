# pip install torch==2.13.0 torchvision==0.28.0 grad-cam==1.5.7
import torch
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from torchvision.models.segmentation import lraspp_mobilenet_v3_large

torch.manual_seed(0)
model = lraspp_mobilenet_v3_large(weights=None, weights_backbone=None, num_classes=3).eval()
images = torch.rand(1, 3, 64, 64)
print(type(model(images)), list(model(images)))
category = 1
targets = [ClassifierOutputTarget(category)]
cam = GradCAM(model=model, target_layers=[model.backbone["16"]])
heatmap = cam(input_tensor=images, targets=targets)  # AttributeError: 'str' object has no attribute 'shape'
