# 深度学习课 第三讲 课堂演示: backward 常见报错 (全部捕获, 程序正常结束)
import random
import numpy as np
import torch
import torch.nn as nn

random.seed(0); np.random.seed(0); torch.manual_seed(0)

结果 = []


def 演示(标题):
    def 装饰(f):
        try:
            f()
            结果.append((标题, "成功", ""))
        except (RuntimeError, AttributeError) as e:
            结果.append((标题, type(e).__name__, str(e).split("\n")[0][:60]))
        return f
    return 装饰


x = torch.randn(4, 3)
net = nn.Linear(3, 2)


@演示("向量直接 backward")
def _():
    loss = (net(x) - 1) ** 2
    loss.backward()


@演示("标量 backward")
def _():
    loss = ((net(x) - 1) ** 2).mean()
    loss.backward()


@演示("两次 backward")
def _():
    loss = net(x).tanh().sum()
    loss.backward()
    loss.backward()


@演示("没有计算图")
def _():
    with torch.no_grad():
        loss = net(x).sum()
    loss.backward()


@演示("float 没有 backward")
def _():
    loss = net(x).sum().item()
    loss.backward()


@演示("叶子节点原地操作")
def _():
    net.weight += 1


print("=" * 40)
for i, (标题, 状态, 信息) in enumerate(结果, 1):
    print(f"{i}. {标题}: {状态} {信息}")
print("=" * 40)

# 最后正常训练几步
opt = torch.optim.SGD(net.parameters(), lr=0.1)
for step in range(3):
    loss = ((net(x) - 1) ** 2).mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
    print("step", step, "loss", round(loss.item(), 4))
