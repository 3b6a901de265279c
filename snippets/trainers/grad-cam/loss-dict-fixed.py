# pip install torch==2.13.0 torchvision==0.28.0
import torch
from torchvision.models.detection import ssdlite320_mobilenet_v3_large

torch.manual_seed(0)
model = ssdlite320_mobilenet_v3_large(weights=None, weights_backbone=None, num_classes=2)
images = torch.rand(2, 3, 320, 320)
targets = [{"boxes": torch.tensor([[50.0, 50.0, 200.0, 200.0]]), "labels": torch.tensor([1])} for _ in images]
losses = model(images, targets)
loss = sum(losses.values())
loss.backward()
print({name: tuple(value.shape) for name, value in losses.items()})
print("without a gradient:", sum(p.grad is None for p in model.parameters()))
model.eval()
print(type(model(images)))
