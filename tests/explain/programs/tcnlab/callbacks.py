import torch


class Callback:
    def on_train_begin(self, trainer):
        pass

    def on_loss(self, trainer, loss):
        return loss

    def on_epoch_end(self, trainer, epoch, logs):
        pass


class L1Weight(Callback):
    """全连接层稀疏约束"""

    def __init__(self, lam=1e-3):
        self.lam = lam

    def on_loss(self, trainer, loss):
        return loss + self.lam * trainer.model.fc.weight.abs().sum()


class SpatialSmooth(Callback):
    """相邻导联的空间滤波器权重应当接近 (total variation)"""

    def __init__(self, lam=1e-2):
        self.lam = lam

    def on_loss(self, trainer, loss):
        w = trainer.model.spatial.weight.flatten(1)      # (滤波器, 导联)
        tv = (w[:, 1:] - w[:, :-1]).abs().sum(dim=1)
        return loss + self.lam * tv


class PrintLog(Callback):
    def on_epoch_end(self, trainer, epoch, logs):
        print('Epoch %02d | ' % epoch + ' | '.join('%s %.4f' % (k, v) for k, v in logs.items()))
