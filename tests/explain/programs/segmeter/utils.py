import torch


class AverageMeter(object):
    """Computes and stores the average and current value"""

    def __init__(self, name, fmt=':.3f'):
        self.name, self.fmt = name, fmt
        self.reset()

    def reset(self):
        self.val = self.avg = self.sum = self.count = 0

    def update(self, val, n=1):
        self.val = float(val)
        self.sum += self.val * n
        self.count += n
        self.avg = self.sum / self.count

    def __str__(self):
        return ('{name} {val' + self.fmt + '} ({avg' + self.fmt + '})').format(**self.__dict__)


def confusion(pred, target, num_classes):
    k = target * num_classes + pred
    return torch.bincount(k.flatten(), minlength=num_classes ** 2).view(num_classes, num_classes)


def pixel_accuracy(hist):
    return hist.diagonal().sum() / hist.sum()


def iou(hist):
    tp = hist.diagonal().float()
    union = hist.sum(0) + hist.sum(1) - tp
    return tp / union.clamp(min=1)
