# pip install torch==2.13.0 torchvision==0.28.0 grad-cam==1.5.7
import torch
from pytorch_grad_cam import GradCAM
from pytorch_grad_cam.utils.model_targets import FasterRCNNBoxScoreTarget
from torchvision.models.detection import fasterrcnn_mobilenet_v3_large_320_fpn

torch.manual_seed(0)
sizes = {"num_classes": 3, "box_score_thresh": 0.0, "min_size": 64, "max_size": 64}
model = fasterrcnn_mobilenet_v3_large_320_fpn(weights=None, weights_backbone=None, **sizes).eval()
images = torch.rand(1, 3, 64, 64)
labels, boxes = torch.tensor([1]), torch.tensor([[500.0, 500.0, 600.0, 600.0]])
targets = [FasterRCNNBoxScoreTarget(labels, boxes)]
cam = GradCAM(model=model, target_layers=[model.backbone.body["16"]])
heatmap = cam(input_tensor=images, targets=targets)  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
