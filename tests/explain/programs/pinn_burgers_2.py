# -*- coding: utf-8 -*-
# 用PINN求解一维Burgers方程: u_t + u*u_x - nu*u_xx = 0
import math
import torch
import torch.nn as nn

torch.manual_seed(2023)
nu = 0.01 / math.pi


def 梯度(y, x):
    """一阶导数"""
    return torch.autograd.grad(y, x, create_graph=True)[0]


class MLP(nn.Module):
    def __init__(self, layers):
        super(MLP, self).__init__()
        net = []
        for i in range(len(layers) - 2):
            net += [nn.Linear(layers[i], layers[i + 1]), nn.Tanh()]
        net.append(nn.Linear(layers[-2], layers[-1]))
        self.net = nn.Sequential(*net)

    def forward(self, x, t):
        return self.net(torch.cat([x, t], dim=1))


class Burgers:
    def __init__(self):
        self.model = MLP([2, 20, 20, 1])
        self.loss_fn = nn.MSELoss()
        self.opt = torch.optim.Adam(self.model.parameters(), lr=1e-3)
        # 初始条件
        self.x0 = torch.linspace(-1, 1, 50).view(-1, 1)
        self.t0 = torch.zeros_like(self.x0)
        self.u0 = -torch.sin(math.pi * self.x0)
        # 边界条件
        self.tb = torch.rand(40, 1)
        self.xb = torch.cat([-torch.ones(20, 1), torch.ones(20, 1)])

    def 残差(self, n):
        x = (2 * torch.rand(n, 1) - 1).requires_grad_(True)
        t = torch.rand(n, 1).requires_grad_(True)
        u = self.model(x, t)
        u_t = 梯度(u, t)
        u_x = 梯度(u, x)
        u_xx = 梯度(u_x, x)
        return u_t + u * u_x - nu * u_xx

    def train(self, epochs):
        for ep in range(epochs):
            self.opt.zero_grad()
            loss_ic = self.loss_fn(self.model(self.x0, self.t0), self.u0)
            loss_bc = self.loss_fn(self.model(self.xb, self.tb), torch.zeros_like(self.xb))
            f = self.残差(64)
            loss_pde = self.loss_fn(f, torch.zeros_like(f))
            loss = loss_ic + loss_bc + loss_pde
            loss.backward()
            self.opt.step()
            if ep % 20 == 0:
                print('第%d轮, 初始: %.5f 边界: %.5f 方程: %.5f' % (ep, loss_ic.item(), loss_bc.item(), loss_pde.item()))


if __name__ == '__main__':
    print('开始训练')
    Burgers().train(60)
    print('训练结束')
