# pip install torch==2.13.0 torchvision==0.28.0 grad-cam==1.5.7
import torch
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from torch import nn


class Backbone(nn.Module):
    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(1, 4, kernel_size=2, stride=2)
        self.block = nn.TransformerEncoderLayer(4, 1, dim_feedforward=8, batch_first=True)

    def forward(self, images):
        return self.block(self.patches(images).flatten(2).transpose(1, 2))


def as_map(tokens):
    return tokens.reshape(len(tokens), 3, 3, 4).permute(0, 3, 1, 2)


torch.manual_seed(1)
image, backbone, head = torch.rand(1, 1, 6, 6), Backbone().eval(), nn.Linear(4, 2)
model = backbone
print(model(image).shape)
cam = GradCAM(model=model, target_layers=[backbone.block.norm1], reshape_transform=as_map)
heatmap = cam(input_tensor=image, targets=[ClassifierOutputTarget(1)])  # RuntimeError: grad can be implicitly created only for scalar outputs
print(heatmap.shape, heatmap.max() > 0)
