# pip install torch==2.13.0 torchvision==0.28.0 grad-cam==1.5.7
import torch
from pytorch_grad_cam import GradCAM
from torch import nn


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Sequential(nn.Conv2d(1, 2, kernel_size=1, bias=False), nn.ReLU())
        self.layer[0].weight.data = torch.tensor([1.0, -1.0]).reshape(2, 1, 1, 1)
        self.head = nn.Linear(2, 2, bias=False)
        self.head.weight.data = torch.tensor([[1.0, -1.0], [-1.0, 0.5]])

    def forward(self, images):
        return self.head(self.layer(images).mean((2, 3)))


image = torch.tensor([[[[0.0, 0.0, 0.0, -2.0], [3.0, 3.0, 0.0, 0.0]]]])
another = torch.tensor([[[[3.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]]]])
model = Encoder()
reference = model(another)[0].detach()
print(model(image)[0].detach(), reference)
targets = [lambda output: torch.cosine_similarity(output, reference, dim=0)]
cam = GradCAM(model=model, target_layers=[model.layer])
print(cam(input_tensor=image, targets=targets).round(2))
