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
outputs = model(images)
print(type(outputs), outputs[0].shape)
category = 2
targets = [ClassifierOutputTarget(category)]
cam = GradCAM(model=model, target_layers=[model.model[15]])
heatmap = cam(input_tensor=images, targets=targets)  # RuntimeError: grad can be implicitly created only for scalar outputs
