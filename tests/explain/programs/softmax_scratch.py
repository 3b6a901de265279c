# 从零实现 softmax 回归（两层），不用 nn.Module
import torch

torch.manual_seed(42)

批量大小 = 16
轮数 = 3
学习率 = 0.1
输入维度, 隐藏维度, 类别数 = 12, 20, 4


def 合成数据(n=96):
    中心 = torch.randn(类别数, 输入维度) * 2
    y = torch.randint(0, 类别数, (n,))
    X = 中心[y] + torch.randn(n, 输入维度)
    return X, y


def 数据迭代器(X, y, 批量):
    索引 = torch.randperm(len(X))
    for i in range(0, len(X), 批量):
        j = 索引[i:i + 批量]
        yield X[j], y[j]


def 初始化参数(sizes):
    """返回 [(W, b), ...]"""
    参数 = []
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        W = torch.normal(0, 0.1, size=(n_in, n_out))
        b = torch.zeros(n_out)
        参数.append((W, b))
    return 参数


def 网络(X, 参数):
    (W1, b1), (W2, b2) = 参数
    H = torch.relu(X @ W1 + b1)
    return H @ W2 + b2


def 交叉熵(o, y):
    logp = o - torch.logsumexp(o, dim=1, keepdim=True)
    return -logp[torch.arange(len(y)), y]


def sgd(参数, lr, 批量):
    with torch.no_grad():
        for W, b in 参数:
            for p in (W, b):
                p -= lr * p.grad / 批量
                p.grad.zero_()


def 准确率(参数, X, y):
    return (网络(X, 参数).argmax(1) == y).float().mean().item()


X, y = 合成数据()
params = 初始化参数([输入维度, 隐藏维度, 类别数])
print("初始准确率 %.3f" % 准确率(params, X, y))
for epoch in range(轮数):
    累计, n = 0.0, 0
    for Xb, yb in 数据迭代器(X, y, 批量大小):
        l = 交叉熵(网络(Xb, params), yb).sum()
        l.backward()
        sgd(params, 学习率, len(yb))
        累计 += l.item()
        n += len(yb)
    print(f"第{epoch + 1}轮  损失 {累计 / n:.4f}  准确率 {准确率(params, X, y):.3f}")
