"""FGSM / PGD robustness check of a trained toy classifier."""
import torch
import torch.nn as nn
import torch.nn.functional as F


def get_data(n=40):
    g = torch.Generator().manual_seed(4)
    y = torch.arange(n) % 2
    x = torch.randn(n, 1, 6, 6, generator=g)
    x[y == 1, :, 2:4, 2:4] += 2.0
    return x.clamp(-3, 3), y


def fit(net, x, y, steps=12):
    opt = torch.optim.Adam(net.parameters(), lr=1e-2)
    for _ in range(steps):
        opt.zero_grad()
        loss = F.cross_entropy(net(x), y)
        loss.backward()
        opt.step()
    print("clean training loss: %.4f" % loss.item())


class Attack:
    def __init__(self, net, eps=0.3):
        self.net = net.eval()
        for p in self.net.parameters():
            p.requires_grad_(False)
        self.eps = eps

    def __call__(self, x, y):
        raise NotImplementedError


class FGSM(Attack):
    def __call__(self, x, y):
        adv = x.clone().detach()
        cost = F.cross_entropy(self.net(adv), y)
        cost.backward()
        return (adv + self.eps * adv.grad.sign()).detach().clamp(-3, 3)


class PGD(Attack):
    def __init__(self, net, eps=0.3, steps=5):
        super().__init__(net, eps)
        self.steps = steps

    def __call__(self, x, y):
        adv = x.clone()
        for _ in range(self.steps):
            adv = adv.detach().requires_grad_()
            cost = F.cross_entropy(self.net(adv), y)
            (g,) = torch.autograd.grad(cost, adv)
            adv = adv + self.eps / self.steps * g.sign()
            adv = x + (adv - x).clamp(-self.eps, self.eps)
        return adv.detach()


def robust_acc(net, attack, x, y):
    xa = attack(x, y)
    return (net(xa).argmax(1) == y).float().mean().item()


if __name__ == "__main__":
    torch.manual_seed(4)
    net = nn.Sequential(nn.Flatten(), nn.Linear(36, 16), nn.ReLU(), nn.Linear(16, 2))
    x, y = get_data()
    fit(net, x, y)
    for attack in (PGD(net), FGSM(net)):
        print(type(attack).__name__, "robust acc", round(robust_acc(net, attack, x, y), 3))
