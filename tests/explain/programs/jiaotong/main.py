# 交通流量预测 训练脚本
import torch
from moxing import 流量预测

torch.manual_seed(10)
节点数, 历史, 预测步 = 7, 6, 3


def 带掩码MAE(预测, 真值, 空值=0.0):
    掩码 = (真值 != 空值).float()
    掩码 = 掩码 / 掩码.mean().clamp(min=1e-6)
    return (torch.abs(预测 - 真值) * 掩码).mean()


def 主函数():
    x = torch.rand(12, 历史, 节点数, 1)
    y = torch.rand(12, 节点数, 预测步)
    模型 = 流量预测(节点数, 预测步=预测步)
    opt = torch.optim.Adam(模型.parameters(), lr=1e-3, weight_decay=1e-4)
    for 轮 in range(3):
        for k in range(0, 12, 4):
            mae = 带掩码MAE(模型(x[k:k + 4]), y[k:k + 4])
            opt.zero_grad()
            mae.backward()
            opt.step()
        print("第", 轮, "轮 MAE:", round(mae.item(), 4))


if __name__ == "__main__":
    主函数()
