"""不同损失的返回形状不统一 (有的逐样本, 有的已经求平均), 训练脚本里统一兜底。"""
import logging
import sys

import torch
import torch.nn as nn
import torch.nn.functional as F

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M")
日志 = logging.getLogger(__name__)

损失注册表 = {}


def 注册(名字):
    def 包装(f):
        损失注册表[名字] = f
        return f
    return 包装


@注册("ce")
def 交叉熵(logits, y):
    return F.cross_entropy(logits, y)


@注册("focal")
def focal(logits, y, gamma=2.0):
    ce = F.cross_entropy(logits, y, reduction="none")
    pt = torch.exp(-ce)
    return (1 - pt) ** gamma * ce


@注册("poly")
def poly1(logits, y, eps=1.0):
    pt = logits.softmax(-1).gather(1, y[:, None]).squeeze(1)
    return F.cross_entropy(logits, y, reduction="none") + eps * (1 - pt)


def 安全反传(loss):
    """返回真正参与反传的标量"""
    try:
        loss.backward()
        return loss
    except RuntimeError as e:
        if "scalar outputs" not in str(e):
            raise
        日志.warning("捕获: RuntimeError: %s -> 形状 %s, 改为求平均后反传", e, tuple(loss.shape))
        loss = loss.mean()
        loss.backward()
        return loss


class 实验:
    def __init__(self, 损失名):
        torch.manual_seed(9)
        self.损失名 = 损失名
        self.net = nn.Sequential(nn.Linear(6, 16), nn.GELU(), nn.Linear(16, 3))
        self.opt = torch.optim.AdamW(self.net.parameters(), lr=1e-2)

    def 跑(self, 步数=3):
        for _ in range(步数):
            x, y = torch.randn(8, 6), torch.randint(0, 3, (8,))
            self.opt.zero_grad()
            loss = 安全反传(损失注册表[self.损失名](self.net(x), y))
            self.opt.step()
        return loss.item()


if __name__ == "__main__":
    结果 = {名: 实验(名).跑() for 名 in 损失注册表}
    for 名, v in 结果.items():
        日志.info("%-6s 最终损失 %.4f", 名, v)
