# pip install torch==2.13.0 torchvision==0.28.0 grad-cam==1.5.7 ultralytics==8.4.190
import os

import torch
from pytorch_grad_cam import GradCAM

os.environ["YOLO_VERBOSE"] = "False"
from ultralytics.nn.tasks import DetectionModel


class Boxes(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, images):
        return self.model(images)[0]


torch.manual_seed(0)
model = DetectionModel("yolov8n.yaml", verbose=False).eval()
images = torch.rand(1, 3, 96, 96)
category = 2
box = model(images)[0][0, 4 + category].argmax()
targets = [lambda output: output[4 + category, box]]
cam = GradCAM(model=Boxes(model), target_layers=[model.model[15]])
heatmap = cam(input_tensor=images, targets=targets)
print(cam.outputs.shape, targets[0](cam.outputs[0]).shape)
print(heatmap.shape, heatmap.max() > 0)
