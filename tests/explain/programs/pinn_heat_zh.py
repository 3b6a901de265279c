# -*- coding: utf-8 -*-
# 用PINN求解一维热传导方程 u_t = a * u_xx , 作业3
# 作者: 李某某
import numpy as np
import torch
import torch.nn as nn

torch.manual_seed(0)
np.random.seed(0)

扩散系数 = 0.1
N_内部, N_边界, N_初始 = 60, 20, 30


class 网络(nn.Module):
    def __init__(self, layers=(2, 20, 20, 1)):
        super().__init__()
        self.lin = nn.ModuleList([nn.Linear(a, b) for a, b in zip(layers[:-1], layers[1:])])
        for l in self.lin:
            nn.init.xavier_normal_(l.weight)
            nn.init.zeros_(l.bias)

    def forward(self, x, t):
        h = torch.cat([x, t], dim=1)
        for l in self.lin[:-1]:
            h = torch.tanh(l(h))
        return self.lin[-1](h)


def 求导(y, x):
    return torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y), create_graph=True)[0]


# 采样
def 采样():
    x_f = torch.rand(N_内部, 1, requires_grad=True)
    t_f = torch.rand(N_内部, 1, requires_grad=True)
    t_b = torch.rand(N_边界, 1)
    x_0 = torch.rand(N_初始, 1)
    return x_f, t_f, t_b, x_0


def 方程残差(net, x, t):
    u = net(x, t)
    u_t = 求导(u, t)
    u_x = 求导(u, x)
    u_xx = 求导(u_x, x)
    return u_t - 扩散系数 * u_xx


mse = nn.MSELoss()
平方 = lambda r: r ** 2     # 残差平方


def 损失(net):
    x_f, t_f, t_b, x_0 = 采样()
    # 1. 方程
    f = 方程残差(net, x_f, t_f)
    loss_f = 平方(f).mean()
    # 2. 初始条件 u(x,0)=sin(pi x)
    loss_0 = mse(net(x_0, torch.zeros_like(x_0)), torch.sin(np.pi * x_0))
    # 3. 边界条件 u(0,t)=u(1,t)=0
    u_左 = net(torch.zeros_like(t_b), t_b)
    u_右 = net(torch.ones_like(t_b), t_b)
    loss_b = 平方(u_左) + 平方(u_右)
    return loss_f, loss_0, loss_b


net = 网络()
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3)
权重 = {'f': 1.0, '0': 10.0, 'b': 10.0}

for epoch in range(50):
    optimizer.zero_grad()
    loss_f, loss_0, loss_b = 损失(net)
    总损失 = 权重['f'] * loss_f + 权重['0'] * loss_0 + 权重['b'] * loss_b
    总损失.backward()
    optimizer.step()
    if epoch % 10 == 0:
        print('第%d轮 总损失 %.5f 方程 %.5f' % (epoch, 总损失.item(), loss_f.item()))

print('训练完成')
