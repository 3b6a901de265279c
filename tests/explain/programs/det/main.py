"""贺军: 把公司里 mmdet 的检测头拆出来单独调"""
import logging
import sys
from collections import OrderedDict

import torch
import torch.nn as nn

from head import AnchorFreeHead

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='%(name)s - %(message)s')
logger = logging.getLogger('det')


class Detector(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = nn.Sequential(nn.Conv2d(3, 8, 3, 4, 1), nn.ReLU(), nn.Conv2d(8, 16, 3, 2, 1), nn.ReLU())
        self.bbox_head = AnchorFreeHead(16, num_classes=3)

    def train_step(self, data):
        losses = self.bbox_head.loss(self.backbone(data['img']), data['labels'], data['boxes'], data['ctr'])
        log_vars = OrderedDict(losses)
        loss = sum(v for k, v in log_vars.items() if 'loss' in k)
        return dict(loss=loss, log_vars=log_vars, num_samples=len(data['img']))


def get_data(n=2):
    labels = torch.randint(-1, 3, (n, 16))
    c = torch.rand(n, 16, 2) * 32
    wh = torch.rand(n, 16, 2) * 10 + 2
    return dict(img=torch.randn(n, 3, 32, 32), labels=labels,
                boxes=torch.cat([c - wh, c + wh], -1), ctr=torch.rand(n, 16))


def run(max_iters=4):
    torch.manual_seed(0)
    model = Detector()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.002, momentum=0.9)
    for it in range(max_iters):
        outputs = model.train_step(get_data())
        optimizer.zero_grad()
        outputs['loss'].backward()
        nn.utils.clip_grad_norm_(model.parameters(), 35)
        optimizer.step()
        logger.info('iter %d loss %.4f', it, outputs['loss'].item())


if __name__ == '__main__':
    run()
