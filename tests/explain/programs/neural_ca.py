"""
Growing neural cellular automata -- tiny version for the thesis chapter.
State has CH channels, first 4 are RGBA. Stochastic update, living mask off.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(99)
CH, SIZE, FIRE = 8, 12, 0.5


class CA(nn.Module):
    def __init__(self, ch=CH, hidden=32):
        super().__init__()
        sobel = torch.tensor([[-1., 0., 1.], [-2., 0., 2.], [-1., 0., 1.]]) / 8
        ident = torch.zeros(3, 3)
        ident[1, 1] = 1
        k = torch.stack([ident, sobel, sobel.T])[:, None].repeat(ch, 1, 1, 1)
        self.register_buffer("kernel", k)
        self.ch = ch
        self.fc0 = nn.Conv2d(3 * ch, hidden, 1)
        self.fc1 = nn.Conv2d(hidden, ch, 1, bias=False)
        nn.init.normal_(self.fc1.weight, std=0.02)
        self.gain = nn.Parameter(torch.ones(1, ch, 1, 1))

    def perceive(self, s):
        return F.conv2d(F.pad(s, (1, 1, 1, 1), mode="circular"), self.kernel, groups=self.ch)

    def forward(self, s, steps):
        for _ in range(steps):
            scaled = s * self.gain
            ds = self.fc1(torch.relu(self.fc0(self.perceive(scaled))))
            fire = (torch.rand_like(s[:, :1]) < FIRE).float()
            s += ds * fire
        return s


def seed(n):
    s = torch.zeros(n, CH, SIZE, SIZE)
    s[:, 3:, SIZE // 2, SIZE // 2] = 1.0
    return s


def target():
    yy, xx = torch.meshgrid(torch.linspace(-1, 1, SIZE), torch.linspace(-1, 1, SIZE), indexing="ij")
    disk = ((xx ** 2 + yy ** 2) < 0.4).float()
    return torch.stack([disk, disk * 0.3, 1 - disk, disk])


ca = CA()
opt = torch.optim.Adam(ca.parameters(), lr=2e-3)
tgt = target().unsqueeze(0)
pool = seed(8)

for it in range(4):
    idx = torch.randperm(len(pool))[:4]
    batch = pool[idx]
    n_steps = int(torch.randint(4, 8, ()))
    out = ca(batch, n_steps)
    l_rec = F.mse_loss(out[:, :4], tgt.expand(len(out), -1, -1, -1))
    l_over = (out - out.clamp(-2, 2)).abs().mean()
    L = l_rec + 0.1 * l_over
    opt.zero_grad()
    L.backward()
    for p in ca.parameters():
        p.grad /= p.grad.norm() + 1e-8
    opt.step()
    pool[idx] = out.detach()
    print(it, n_steps, "L =", round(L.item(), 5))
