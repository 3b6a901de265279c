import argparse
from functools import partial

import torch
import torch.nn as nn
import torch.nn.functional as F


def parse_option():
    parser = argparse.ArgumentParser('argument for training')
    parser.add_argument('--distill', type=str, default='kd', choices=['kd', 'hint', 'none'])
    parser.add_argument('-T', '--kd_T', type=float, default=4, help='temperature for KD distillation')
    parser.add_argument('-r', '--gamma', type=float, default=0.1, help='weight for classification')
    parser.add_argument('-a', '--alpha', type=float, default=0.9, help='weight balance for KD')
    parser.add_argument('--epochs', type=int, default=2)
    parser.add_argument('--batch_size', type=int, default=16)
    parser.add_argument('--lr', type=float, default=0.05)
    parser.add_argument('--trial', type=int, default=0)
    return parser.parse_args()


class ConvNet(nn.Module):
    def __init__(self, width, num_classes=10):
        super().__init__()
        self.block = nn.Sequential(
            nn.Conv2d(3, width, 3, stride=2, padding=1), nn.BatchNorm2d(width), nn.ReLU(),
            nn.Conv2d(width, width, 3, stride=2, padding=1), nn.BatchNorm2d(width), nn.ReLU())
        self.fc = nn.Linear(width, num_classes)

    def forward(self, x, is_feat=False):
        f = F.adaptive_avg_pool2d(self.block(x), 1).flatten(1)
        return (f, self.fc(f)) if is_feat else self.fc(f)


def hint(f_s, f_t, T):
    return F.mse_loss(f_s, f_t[:, :f_s.size(1)])


def soft_targets(logit_s, logit_t, T, div=F.kl_div):
    p_s = F.log_softmax(logit_s / T, dim=1)
    p_t = F.softmax(logit_t / T, dim=1)
    return div(p_s, p_t) * T ** 2


DISTILL = {
    'kd': (partial(soft_targets, div=partial(F.kl_div, reduction='none')), 'logits'),
    'hint': (hint, 'feat'),
}


def train(epoch, model_s, model_t, optimizer, opt):
    model_s.train()
    model_t.eval()
    criterion_cls = nn.CrossEntropyLoss()
    criterion_div, where = DISTILL.get(opt.distill, (lambda *a: 0.0, 'logits'))
    total, correct = 0, 0
    for idx in range(4):
        input = torch.randn(opt.batch_size, 3, 16, 16)
        target = torch.randint(0, 10, (opt.batch_size,))

        feat_s, logit_s = model_s(input, is_feat=True)
        with torch.no_grad():
            feat_t, logit_t = model_t(input, is_feat=True)

        loss_cls = criterion_cls(logit_s, target)
        if where == 'logits':
            loss_div = criterion_div(logit_s, logit_t, opt.kd_T)
        else:
            loss_div = criterion_div(feat_s, feat_t, opt.kd_T)

        loss = opt.gamma * loss_cls + opt.alpha * loss_div
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

        total += target.numel()
        correct += (logit_s.argmax(1) == target).sum().item()
    print('Epoch: [{0}]  Loss {1:.4f}  Acc@1 {2:.3f}'.format(epoch, loss.item(), 100. * correct / total))


def main():
    opt = parse_option()
    torch.manual_seed(opt.trial)
    model_t, model_s = ConvNet(32), ConvNet(8)
    optimizer = torch.optim.SGD(model_s.parameters(), lr=opt.lr, momentum=0.9, weight_decay=5e-4)
    print('==> distillation:', opt.distill, 'T =', opt.kd_T)
    for epoch in range(1, opt.epochs + 1):
        train(epoch, model_s, model_t, optimizer, opt)


if __name__ == '__main__':
    main()
