# %% [markdown]
# # 自动求导笔记 (第 2.5 节)
import torch
from torch import nn

torch.manual_seed(0)

# %% 一个简单的例子
x = torch.arange(4.0, requires_grad=True)
y = 2 * torch.dot(x, x)
y.backward()
print("x.grad:", x.grad, x.grad == 4 * x)

# %% 非标量变量的反向传播
x.grad.zero_()
y = x * x
try:
    y.backward()
except RuntimeError as e:
    print("报错了:", e)
y.backward(gradient=torch.ones_like(y))
print("逐元素:", x.grad)

# %% 分离计算
x.grad.zero_()
y = x * x
u = y.detach()
z = u * x
z.sum().backward()
print(x.grad == u)
try:
    u.sum().backward()
except RuntimeError as e:
    print("分离之后没有图:", str(e)[:40])

# %% 控制流
def f(a):
    b = a * 2
    while b.norm() < 1000:
        b = b * 2
    c = b if b.sum() > 0 else 100 * b
    return c

a = torch.randn(size=(), requires_grad=True)
d = f(a)
d.backward()
print(a.grad == d / a)

# %% 每个样本的损失，自己给权重
net = nn.Linear(3, 1)
sgd = torch.optim.SGD(net.parameters(), lr=0.1)
X, t = torch.randn(6, 3), torch.randn(6)
for 次 in range(3):
    每样本 = nn.functional.mse_loss(net(X).squeeze(1), t, reduction="none")
    权重 = torch.softmax(每样本.detach(), 0)
    sgd.zero_grad()
    每样本.backward(权重)
    sgd.step()
    print(次, "加权损失 %.4f" % (权重 * 每样本).sum())
