import torch
import math

# logistic regression by hand, with a home-made optimizer (exercise 2.3)


class MySGD:
    def __init__(self, params, lr=0.1, weight_decay=0.0):
        self.params = list(params)
        self.lr = lr
        self.wd = weight_decay

    def step(self):
        for p in self.params:
            if p.grad is None:
                continue
            g = p.grad + self.wd * p.detach()
            p -= self.lr * g

    def zero_grad(self):
        for p in self.params:
            p.grad = None


class LogReg:
    def __init__(self, d):
        self.w = torch.zeros(d, requires_grad=True)
        self.b = torch.zeros(1, requires_grad=True)

    def __call__(self, X):
        return torch.sigmoid(X @ self.w + self.b)

    def parameters(self):
        yield self.w
        yield self.b


def nll(p, y, eps=1e-7):
    p = p.clamp(eps, 1 - eps)
    return -(y * p.log() + (1 - y) * (1 - p).log()).mean()


def two_moons(n, noise=0.1):
    t = torch.rand(n) * math.pi
    y = (torch.arange(n) % 2).float()
    x1 = torch.where(y == 0, t.cos(), 1 - t.cos())
    x2 = torch.where(y == 0, t.sin(), 0.5 - t.sin())
    X = torch.stack([x1, x2], 1) + noise * torch.randn(n, 2)
    return X, y


def poly(X):
    a, b = X[:, :1], X[:, 1:]
    return torch.cat([a, b, a * b, a ** 2, b ** 2, a ** 3, b ** 3], 1)


torch.manual_seed(0)
X, y = two_moons(120)
Phi = poly(X)
model = LogReg(Phi.shape[1])
opt = MySGD(model.parameters(), lr=0.5, weight_decay=1e-3)

for epoch in range(20):
    p = model(Phi)
    J = nll(p, y)
    opt.zero_grad()
    J.backward()
    opt.step()
    if epoch % 5 == 0:
        acc = ((p > 0.5).float() == y).float().mean().item()
        print("epoch: {}, J: {:.4f}, acc: {:.3f}".format(epoch, J.item(), acc))
print("w:", [round(v, 3) for v in model.w.tolist()])
