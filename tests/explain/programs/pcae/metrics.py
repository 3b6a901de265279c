from functools import partial

import torch


def pairwise_sq(a, b):
    aa = (a ** 2).sum(-1).unsqueeze(2)
    bb = (b ** 2).sum(-1).unsqueeze(1)
    return (aa + bb - 2 * torch.bmm(a, b.transpose(1, 2))).clamp(min=0)


def reduce(per_cloud, how):
    if how == 'mean':
        return per_cloud.mean()
    if how == 'sum':
        return per_cloud.sum()
    if how == 'cloud':
        return per_cloud
    raise ValueError(how)


def chamfer(a, b, how='mean', one_sided=False):
    d = pairwise_sq(a, b)
    fwd = d.min(dim=2)[0].mean(1)
    if one_sided:
        return reduce(fwd, how)
    return reduce(fwd + d.min(dim=1)[0].mean(1), how)


def hausdorff(a, b, how='mean'):
    d = pairwise_sq(a, b)
    return reduce(torch.max(d.min(dim=2)[0].max(1)[0], d.min(dim=1)[0].max(1)[0]), how)


def repulsion(p, how='mean', k=4, h=0.07):
    d = torch.topk(pairwise_sq(p, p), k + 1, largest=False)[0][..., 1:]
    return reduce((-d * torch.exp(-d / h ** 2)).mean((1, 2)), how)


# what --loss and the evaluation table choose from
METRICS = {
    'cd': partial(chamfer, how='cloud'),
    'cd_one': partial(chamfer, how='mean', one_sided=True),
    'hd': partial(hausdorff, how='mean'),
}
