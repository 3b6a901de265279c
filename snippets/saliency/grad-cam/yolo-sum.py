# pip install torch==2.13.0 torchvision==0.28.0 grad-cam==1.5.7 ultralytics==8.4.190
import os

import torch
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

os.environ["YOLO_VERBOSE"] = "False"
from ultralytics.nn.tasks import DetectionModel

torch.manual_seed(0)
model = DetectionModel("yolov8n.yaml", verbose=False).eval()
images = torch.rand(1, 3, 96, 96)
category = 2
targets = [lambda output: ClassifierOutputTarget(category)(output).sum()]
cam = GradCAM(model=model, target_layers=[model.model[15]])
heatmap = cam(input_tensor=images, targets=targets)
x, y, width, height, *scores = cam.outputs[0][0]
print("explained      ", targets[0](cam.outputs[0]).item())  # wrong
print("sum of widths  ", width.sum().item())
print("score of the class", round(scores[category].max().item(), 6))
