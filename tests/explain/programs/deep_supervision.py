import torch, torch.nn as nn, torch.nn.functional as F

torch.manual_seed(9)
SIDE_W = [0.25, 0.5, 1.0]


class Block(nn.Module):
    def __init__(s, ci, co):
        super().__init__()
        s.c = nn.Conv2d(ci, co, 3, padding=1)
        s.b = nn.BatchNorm2d(co)

    def forward(s, x):
        return F.relu(s.b(s.c(x)))


class SideNet(nn.Module):
    """every stage predicts the edge map"""

    def __init__(s):
        super().__init__()
        s.stages = nn.ModuleList([Block(3, 6), Block(6, 6), Block(6, 6)])
        s.sides = nn.ModuleList([nn.Conv2d(6, 1, 1) for _ in range(3)])

    def forward(s, x):
        outs = []
        for st, sd in zip(s.stages, s.sides):
            x = st(x)
            outs.append(sd(x))
        return outs


def balanced_bce(o, t):
    pos = t.mean()
    w = torch.where(t > 0.5, 1 - pos, pos)
    return F.binary_cross_entropy_with_logits(o, t, weight=w)


def side_losses(outs, t):
    ls = torch.stack([balanced_bce(o, t) for o in outs])
    return torch.tensor(SIDE_W) * ls


net = SideNet()
opt = torch.optim.RMSprop(net.parameters(), lr=1e-3)
for k in range(4):
    x = torch.rand(2, 3, 10, 10)
    t = (torch.rand(2, 1, 10, 10) > 0.8).float()
    l = side_losses(net(x), t)
    opt.zero_grad()
    l.backward()
    opt.step()
    print(k, "%.4f" % l.detach().sum())
