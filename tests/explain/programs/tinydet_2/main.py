import torch
import torch.nn as nn

from head import FCOSLikeHead

cfg = dict(
    model=dict(num_classes=3, in_channels=16, stride=8),
    optimizer=dict(lr=0.01, momentum=0.9, weight_decay=1e-4),
    total_iters=6,
    log_interval=2,
    seed=0,
)


class Detector(nn.Module):
    def __init__(self, num_classes, in_channels, stride):
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(3, 8, 3, stride=4, padding=1), nn.ReLU(),
            nn.Conv2d(8, in_channels, 3, stride=2, padding=1), nn.ReLU())
        self.bbox_head = FCOSLikeHead(num_classes, in_channels, stride)

    def forward_train(self, img, gt_bboxes, gt_labels):
        outs = self.bbox_head(self.backbone(img))
        return self.bbox_head.loss(*outs, gt_bboxes, gt_labels)

    def train_step(self, data):
        losses = self.forward_train(**data)
        loss = sum(v for k, v in losses.items() if k.startswith('loss'))
        return dict(loss=loss, log_vars=losses, num_samples=len(data['img']))


def fake_batch(n=2, size=64):
    xy = torch.randint(0, 16, (n, 2)).float()
    wh = torch.randint(24, 44, (n, 2)).float()
    return dict(img=torch.randn(n, 3, size, size),
                gt_bboxes=torch.cat([xy, xy + wh], 1),
                gt_labels=torch.randint(0, cfg['model']['num_classes'], (n,)))


def main():
    torch.manual_seed(cfg['seed'])
    model = Detector(**cfg['model'])
    optimizer = torch.optim.SGD(model.parameters(), **cfg['optimizer'])
    print(f'Start running, max: {cfg["total_iters"]} iters')
    for it in range(cfg['total_iters']):
        outputs = model.train_step(fake_batch())
        optimizer.zero_grad()
        outputs['loss'].backward()
        nn.utils.clip_grad_norm_(model.parameters(), 35)
        optimizer.step()
        if it % cfg['log_interval'] == 0:
            line = ', '.join(f'{k}: {v.mean():.4f}' for k, v in outputs['log_vars'].items())
            print(f'Iter [{it}/{cfg["total_iters"]}] {line}')


if __name__ == '__main__':
    main()
