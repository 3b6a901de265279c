from functools import partial

import torch.nn.functional as F

# 每个任务: (逐样本损失, 是否只在点击样本上计算)
任务表 = {
    "ctr": (partial(F.binary_cross_entropy_with_logits, reduction="none"), False),
    "dur": (partial(F.huber_loss, reduction="none", delta=1.0), True),
}


def 计算任务损失(任务名, 预测, 标签, 点击):
    损失函数, 仅点击 = 任务表[任务名]
    逐样本 = 损失函数(预测, 标签)
    if not 仅点击:
        return 逐样本.mean()
    # 没点击就没有时长, 这部分样本不回传
    掩码 = 点击.float()
    return 逐样本 * 掩码 / 掩码.sum().clamp(min=1)


def 汇总(输出, batch, 权重):
    """返回 {任务: 损失} 和加权总和"""
    损失字典 = {
        名: 计算任务损失(名, 输出[名], batch[名], batch["ctr"])
        for 名 in 任务表
    }
    总损失 = sum(权重[名] * 值 for 名, 值 in 损失字典.items())
    return 损失字典, 总损失
