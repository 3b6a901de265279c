# pip install torch==2.13.0 torchvision==0.28.0 grad-cam==1.5.7 ultralytics==8.4.190
import os

import torch
from pytorch_grad_cam import GradCAM

os.environ["YOLO_VERBOSE"] = "False"
from ultralytics.nn.tasks import DetectionModel
from ultralytics.utils.torch_utils import ModelEMA

torch.manual_seed(0)
model = ModelEMA(DetectionModel("yolov8n.yaml", verbose=False)).ema
model.requires_grad_()
print(any(parameter.requires_grad for parameter in model.parameters()))
images = torch.rand(1, 3, 96, 96)
targets = [lambda output: output[0, 4 + 2].max()]
cam = GradCAM(model=model, target_layers=[model.model[15]])
heatmap = cam(input_tensor=images, targets=targets)
print(heatmap.max() > 0)
