# PINN 求解一维 Burgers 方程
#   u_t + u*u_x - nu*u_xx = 0,   x in [-1,1], t in [0,1]
# 力学系 赵明阳
import numpy as np
import torch
import torch.nn as nn
from torch.autograd import grad

torch.manual_seed(1234)
np.random.seed(1234)
device = torch.device('cpu')
nu = 0.01 / np.pi


class DNN(nn.Module):
    def __init__(self, layers):
        super(DNN, self).__init__()
        self.depth = len(layers) - 1
        mods = []
        for i in range(self.depth - 1):
            mods.append(nn.Linear(layers[i], layers[i + 1]))
            mods.append(nn.Tanh())
        mods.append(nn.Linear(layers[-2], layers[-1]))
        self.net = nn.Sequential(*mods)

    def forward(self, z):
        return self.net(z)


class PhysicsInformedNN():
    def __init__(self, X_u, u, X_f, layers):
        # 边界/初值点
        self.x_u = torch.tensor(X_u[:, 0:1]).float().to(device)
        self.t_u = torch.tensor(X_u[:, 1:2]).float().to(device)
        self.u = torch.tensor(u).float().to(device)
        # 配点
        self.x_f = torch.tensor(X_f[:, 0:1], requires_grad=True, dtype=torch.float32)
        self.t_f = torch.tensor(X_f[:, 1:2], requires_grad=True, dtype=torch.float32)
        self.dnn = DNN(layers).to(device)
        self.optimizer = torch.optim.Adam(self.dnn.parameters(), lr=1e-3)
        self.iter = 0

    def net_u(self, x, t):
        return self.dnn(torch.cat([x, t], dim=1))

    def net_f(self, x, t):
        """ 方程残差 """
        u = self.net_u(x, t)
        ones = torch.ones_like(u)
        u_t = grad(u, t, grad_outputs=ones,
                   create_graph=True, retain_graph=True)[0]
        u_x = grad(u, x, grad_outputs=ones,
                   create_graph=True, retain_graph=True)[0]
        u_xx = grad(u_x, x,
                    create_graph=True,
                    retain_graph=True)[0]
        return u_t + u * u_x - nu * u_xx

    def loss_func(self):
        u_pred = self.net_u(self.x_u, self.t_u)
        f_pred = self.net_f(self.x_f, self.t_f)
        loss_u = torch.mean((self.u - u_pred) ** 2)
        loss_f = torch.mean(f_pred ** 2)
        loss = loss_u + loss_f
        self.iter += 1
        if self.iter % 10 == 0:
            print('Iter %d, Loss: %.5e, Loss_u: %.5e, Loss_f: %.5e' % (
                self.iter, loss.item(), loss_u.item(), loss_f.item()))
        return loss

    def train(self, nIter):
        self.dnn.train()
        for _ in range(nIter):
            self.optimizer.zero_grad()
            loss = self.loss_func()
            loss.backward()
            self.optimizer.step()


# ---------- 数据 ----------
N_u, N_f = 40, 64
x0 = np.random.uniform(-1, 1, (N_u // 2, 1))
init = np.hstack([x0, np.zeros_like(x0)])
tb = np.random.uniform(0, 1, (N_u // 2, 1))
bnd = np.hstack([np.sign(np.random.randn(N_u // 2, 1)), tb])
X_u_train = np.vstack([init, bnd])
u_train = np.vstack([-np.sin(np.pi * x0), np.zeros_like(tb)])
X_f_train = np.random.uniform([-1, 0], [1, 1], (N_f, 2))

pinn = PhysicsInformedNN(X_u_train, u_train, X_f_train, [2, 20, 20, 1])
pinn.train(30)
print('训练完成')
