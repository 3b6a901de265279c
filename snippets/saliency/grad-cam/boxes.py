# pip install torch==2.13.0 torchvision==0.28.0 grad-cam==1.5.7
import torch
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import FasterRCNNBoxScoreTarget
from torchvision.models.detection import fasterrcnn_mobilenet_v3_large_320_fpn

torch.manual_seed(0)
sizes = {"num_classes": 3, "box_score_thresh": 0.0, "min_size": 64, "max_size": 64}
model = fasterrcnn_mobilenet_v3_large_320_fpn(weights=None, weights_backbone=None, **sizes).eval()
images = torch.rand(1, 3, 64, 64)
found = model(images)[0]
targets = [FasterRCNNBoxScoreTarget(found["labels"][:1], found["boxes"][:1].detach())]
cam = GradCAM(model=model, target_layers=[model.backbone.body["16"]])
heatmap = cam(input_tensor=images, targets=targets)
print(targets[0](cam.outputs[0]).shape, heatmap.shape, heatmap.max() > 0)
