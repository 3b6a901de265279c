# -*- coding: utf-8 -*-
import logging
import sys
from dataclasses import dataclass, field

import torch

from loss_utils import 汇总
from 模型 import 多任务模型

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(message)s")


@dataclass
class 训练配置:
    批大小: int = 16
    步数: int = 6
    学习率: float = 1e-2
    随机种子: int = 2024
    任务权重: dict = field(default_factory=lambda: {"ctr": 1.0, "dur": 0.3})


class 训练器:
    def __init__(self, 配置: 训练配置):
        self.配置 = 配置
        self.model = 多任务模型()
        self.opt = torch.optim.Adagrad(self.model.parameters(), lr=配置.学习率)

    def 取数据(self):
        b = self.配置.批大小
        点击 = (torch.rand(b) < 0.4).float()
        return {"x": torch.randint(0, 50, (b, 5)), "ctr": 点击, "dur": torch.rand(b) * 3 * 点击}

    def 训练(self):
        for 步 in range(self.配置.步数):
            batch = self.取数据()
            输出 = self.model(batch["x"])
            损失字典, 总损失 = 汇总(输出, batch, self.配置.任务权重)
            self.opt.zero_grad()
            总损失.backward()
            self.opt.step()
            logging.info("step %d ctr=%.4f total=%.4f", 步, 损失字典["ctr"], 总损失)


if __name__ == "__main__":
    cfg = 训练配置()
    torch.manual_seed(cfg.随机种子)
    logging.info("开始训练, 配置: %s", cfg)
    训练器(cfg).训练()
