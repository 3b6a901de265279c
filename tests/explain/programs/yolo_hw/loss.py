"""作业4  YOLO 损失函数  1951234 刘芳"""
import torch
import torch.nn as nn


class YoloLoss(nn.Module):
    def __init__(self, lambda_coord=5.0, lambda_noobj=0.5):
        super().__init__()
        self.lambda_coord = lambda_coord
        self.lambda_noobj = lambda_noobj
        self.mse = nn.MSELoss(reduction='sum')
        # 置信度要按有无目标分开加权, 所以不能先求和
        self.bce = nn.BCEWithLogitsLoss(reduction='none')

    def forward(self, pred, target):
        n = pred.size(0)
        obj = target[..., 4] > 0.5
        noobj = ~obj

        p, t = pred[obj], target[obj]           # (num_obj, 5+C)

        # 1. 坐标
        loss_xy = self.mse(torch.sigmoid(p[:, 0:2]), t[:, 0:2])
        loss_wh = self.mse(torch.exp(p[:, 2:4]).sqrt(), t[:, 2:4].sqrt())

        # 2. 置信度
        conf = self.bce(pred[..., 4], target[..., 4])
        loss_obj = conf[obj].sum()
        loss_noobj = conf[noobj].sum()

        # 3. 类别
        loss_cls = self.bce(p[:, 5:], t[:, 5:])

        total = (self.lambda_coord * (loss_xy + loss_wh)
                 + loss_obj
                 + self.lambda_noobj * loss_noobj
                 + loss_cls) / n
        items = {'xy': loss_xy.item() / n, 'wh': loss_wh.item() / n,
                 'obj': loss_obj.item() / n, 'noobj': loss_noobj.item() / n}
        return total, items
