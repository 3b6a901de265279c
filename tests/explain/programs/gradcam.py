"""Grad-CAM for a batch of pictures."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class SmallCNN(nn.Module):
    def __init__(self, n_classes=5):
        super().__init__()
        self.features = nn.Sequential(
            nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 16, 3, padding=1), nn.ReLU(),
        )
        self.classifier = nn.Linear(16, n_classes)

    def forward(self, x):
        x = self.features(x)
        return self.classifier(x.mean(dim=(2, 3)))


class GradCAM:
    def __init__(self, model, layer):
        self.model = model.eval()
        self.act = None
        self.grad = None
        self._handles = [
            layer.register_forward_hook(self._save_act),
            layer.register_full_backward_hook(self._save_grad),
        ]

    def _save_act(self, module, inp, out):
        self.act = out.detach()

    def _save_grad(self, module, gin, gout):
        self.grad = gout[0].detach()

    def __call__(self, x, class_idx=None):
        logits = self.model(x)
        if class_idx is None:
            class_idx = logits.argmax(dim=1)
        score = logits.gather(1, class_idx.view(-1, 1)).squeeze(1)
        self.model.zero_grad()
        score.backward(retain_graph=False)
        weights = self.grad.mean(dim=(2, 3), keepdim=True)
        cam = F.relu((weights * self.act).sum(1, keepdim=True))
        cam = F.interpolate(cam, size=x.shape[2:], mode="bilinear", align_corners=False)
        flat = cam.flatten(1)
        lo, hi = flat.min(1).values.view(-1, 1, 1, 1), flat.max(1).values.view(-1, 1, 1, 1)
        return (cam - lo) / (hi - lo + 1e-8), logits.detach()

    def remove(self):
        for h in self._handles:
            h.remove()


if __name__ == "__main__":
    torch.manual_seed(0)
    net = SmallCNN()
    cam = GradCAM(net, net.features[3])
    heat, logits = cam(torch.rand(1, 3, 16, 16))
    print("one picture:", tuple(heat.shape), "class", int(logits.argmax()))
    heat, logits = cam(torch.rand(4, 3, 16, 16))
    print("batch:", tuple(heat.shape), "classes", logits.argmax(1).tolist())
    cam.remove()
