import torch
import torch.nn as nn
import torch.nn.functional as F


class 小网络(nn.Module):
    def __init__(self, 入, 宽, 类别):
        super().__init__()
        self.特征 = nn.Sequential(nn.Linear(入, 宽), nn.ReLU())
        self.分类 = nn.Linear(宽, 类别)

    def forward(self, x):
        f = self.特征(x)
        return self.分类(f), f


class 温度头(nn.Module):
    """每个样本一个温度, 范围 [下限, 下限+幅度]"""

    def __init__(self, 维度, 下限=1.0, 幅度=4.0):
        super().__init__()
        self.fc = nn.Linear(维度, 1)
        self.下限, self.幅度 = 下限, 幅度

    def forward(self, f):
        return self.下限 + self.幅度 * torch.sigmoid(self.fc(f))


class Distiller(nn.Module):
    def __init__(self, teacher, student, cfg):
        super().__init__()
        self.teacher = teacher.eval()
        for p in self.teacher.parameters():
            p.requires_grad_(False)
        self.student = student
        self.cfg = cfg
        self.T_head = 温度头(cfg["宽度"]) if cfg["动态温度"] else None

    def get_T(self, f):
        if self.T_head is None:
            return self.cfg["固定温度"]
        return self.T_head(f)

    def kd_loss(self, s_logits, t_logits, T):
        log_p = F.log_softmax(s_logits / T, dim=1)
        q = F.softmax(t_logits / T, dim=1)
        # 乘 T^2 保证梯度量级不变 (Hinton 2015)
        return F.kl_div(log_p, q, reduction="batchmean") * T ** 2

    def forward(self, x, y):
        with torch.no_grad():
            t_logits, _ = self.teacher(x)
        s_logits, f = self.student(x)
        loss_ce = F.cross_entropy(s_logits, y)
        loss_kd = self.kd_loss(s_logits, t_logits, self.get_T(f))
        return s_logits, loss_ce, loss_kd
