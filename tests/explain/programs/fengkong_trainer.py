# -*- coding: utf-8 -*-
# 风控评分模型:逾期概率(主) + 逾期天数(辅),样本按时间衰减加权
import functools
import torch
import torch.nn as nn
import torch.nn.functional as F

参数 = {
    'lr': 1e-3,
    'batch_size': 32,
    'epoch': 3,
    'halflife': 90.,     # 半衰期(天)
    'aux_weight': 0.2,
}


def 时间衰减(halflife):
    """装饰器:给损失函数加上按申请日期衰减的样本权重"""
    def deco(loss_func):
        @functools.wraps(loss_func)
        def wrapper(pred, label, days_ago=None, **kw):
            value = loss_func(pred, label, **kw)
            if days_ago is None:
                return value
            w = torch.pow(0.5, days_ago / halflife)
            return value * w / w.sum()
        return wrapper
    return deco


@时间衰减(参数['halflife'])
def default_loss(logit, label, pos_weight=4.0):
    # 正样本(逾期)很少,加大权重
    return F.binary_cross_entropy_with_logits(
        logit, label, pos_weight=torch.tensor(pos_weight), reduction='none')


def days_loss(pred, days):
    return F.smooth_l1_loss(pred, torch.log1p(days))


class ScoreNet(nn.Module):
    def __init__(self, n_dense=12, n_cate=4, vocab=20, emb=4):
        super(ScoreNet, self).__init__()
        self.embs = nn.ModuleList([nn.Embedding(vocab, emb) for _ in range(n_cate)])
        self.bottom = nn.Sequential(
            nn.Linear(n_dense + n_cate * emb, 32), nn.BatchNorm1d(32), nn.PReLU())
        self.cls = nn.Linear(32, 1)
        self.reg = nn.Linear(32, 1)

    def forward(self, dense, cate):
        e = [m(cate[:, i]) for i, m in enumerate(self.embs)]
        h = self.bottom(torch.cat([dense] + e, dim=1))
        return self.cls(h).squeeze(1), self.reg(h).squeeze(1)


def ks_score(prob, label):
    """KS 值"""
    order = torch.argsort(prob, descending=True)
    l = label[order]
    tpr = torch.cumsum(l, 0) / l.sum().clamp(min=1)
    fpr = torch.cumsum(1 - l, 0) / (1 - l).sum().clamp(min=1)
    return (tpr - fpr).abs().max().item()


def 造数据(n=256):
    dense = torch.randn(n, 12)
    cate = torch.randint(0, 20, (n, 4))
    label = (dense[:, 0] + 0.5 * torch.randn(n) > 1.2).float()
    days = label * torch.randint(1, 60, (n,)).float()
    days_ago = torch.randint(0, 365, (n,)).float()
    return dense, cate, label, days, days_ago


def train():
    torch.manual_seed(10086)
    data = 造数据()
    net = ScoreNet()
    optim = torch.optim.Adagrad(net.parameters(), lr=参数['lr'])
    for ep in range(参数['epoch']):
        perm = torch.randperm(len(data[0]))
        for idx in perm.split(参数['batch_size']):
            dense, cate, label, days, days_ago = [d[idx] for d in data]
            logit, day_pred = net(dense, cate)
            main_loss = default_loss(logit, label, days_ago)
            aux_loss = days_loss(day_pred, days)
            loss = main_loss + 参数['aux_weight'] * aux_loss
            optim.zero_grad()
            loss.backward()
            optim.step()
        net.eval()
        with torch.no_grad():
            p = torch.sigmoid(net(data[0], data[1])[0])
        net.train()
        print('第%d轮 aux=%.4f KS=%.4f' % (ep + 1, aux_loss.item(), ks_score(p, data[2])))


if __name__ == '__main__':
    train()
