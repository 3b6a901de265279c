import torch
import torch.nn as nn

from head import DenseHead

model = dict(
    backbone=dict(channels=8),
    bbox_head=dict(
        in_channels=8,
        num_classes=3,
        loss_cls=dict(type='BCELoss', loss_weight=1.0),
        loss_bbox=dict(type='GIoULoss', loss_weight=2.0)))
optimizer = dict(type='SGD', lr=0.01, momentum=0.9)
max_iters = 4


class Detector(nn.Module):

    def __init__(self, backbone, bbox_head):
        super().__init__()
        c = backbone['channels']
        self.backbone = nn.Sequential(nn.Conv2d(3, c, 3, 2, 1), nn.ReLU(), nn.Conv2d(c, c, 3, 2, 1), nn.ReLU())
        self.bbox_head = DenseHead(**bbox_head)

    def train_step(self, data):
        feat = self.backbone(data['img'])
        losses = self.bbox_head.loss(feat, data['points'], data['labels'], data['boxes'])
        log_vars = {k: v for k, v in losses.items() if 'loss' in k}
        return dict(loss=sum(log_vars.values()), log_vars=log_vars, num_samples=len(data['img']))


def fake_batch(n=2, s=32):
    hw = s // 4
    ys, xs = torch.meshgrid(torch.arange(hw), torch.arange(hw), indexing='ij')
    pts = torch.stack([xs, ys], -1).reshape(-1, 2).float().repeat(n, 1) + .5
    labels = torch.full((len(pts),), -1)
    labels[::13] = torch.randint(0, 3, labels[::13].shape)
    return dict(img=torch.randn(n, 3, s, s), points=pts, labels=labels, boxes=torch.cat([pts - 1, pts + 1.5], 1))


def main():
    torch.manual_seed(0)
    det = Detector(**model)
    optimizer.pop('type')
    optim = torch.optim.SGD(det.parameters(), **optimizer)
    for it in range(max_iters):
        outputs = det.train_step(fake_batch())
        optim.zero_grad()
        outputs['loss'].backward()
        optim.step()
        print(f'Iter [{it + 1}/{max_iters}] ' + ', '.join(f'{k}: {v.mean():.4f}' for k, v in outputs['log_vars'].items()))


if __name__ == '__main__':
    main()
