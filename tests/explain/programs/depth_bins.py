import torch
import torch.nn as nn

# depth estimation by adaptive bins. The smoothness term is on the bin index map.
K = 8


class DepthNet(nn.Module):
    def __init__(self, k=K, c=12):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, c, 3, padding=1), nn.ReLU(), nn.Conv2d(c, c, 3, padding=1), nn.ReLU())
        self.logits = nn.Conv2d(c, k, 1)
        self.register_buffer("centers", torch.linspace(0.5, 8.0, k).view(1, k, 1, 1))

    def forward(self, rgb):
        return self.logits(self.body(rgb)).softmax(1)

    def decode(self, p):
        idx = p.argmax(1)
        return self.centers.flatten()[idx]


def silog(d, gt, lam=0.85):
    e = torch.log(d) - torch.log(gt)
    return (e.pow(2).mean() - lam * e.mean().pow(2)).sqrt()


def smoothness(d):
    return (d[:, 1:] - d[:, :-1]).abs().mean() + (d[:, :, 1:] - d[:, :, :-1]).abs().mean()


def rmse(d, gt):
    return (d - gt).pow(2).mean().sqrt().item()


def fake_rooms(n, h=16, w=20):
    slope = torch.rand(n, 2, 1, 1) * 0.2
    yy = torch.arange(h).view(1, h, 1)
    xx = torch.arange(w).view(1, 1, w)
    gt = 1 + slope[:, 0] * yy + slope[:, 1] * xx
    shade = 1 / gt
    rgb = shade[:, None] * torch.rand(n, 3, 1, 1) + 0.02 * torch.randn(n, 3, h, w)
    return rgb, gt


terms = {
    "silog": (1.0, lambda d, gt: silog(d, gt)),
    "smooth": (0.1, lambda d, gt: smoothness(d)),
}

torch.manual_seed(44)
model = DepthNet()
optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
rgb, gt = fake_rooms(12)
n = 0
while n < 6:
    pick = torch.randint(0, len(rgb), (4,))
    prob = model(rgb[pick])
    depth = model.decode(prob)
    L = sum(w * f(depth, gt[pick]) for w, f in terms.values())
    optimizer.zero_grad()
    L.backward()
    optimizer.step()
    n += 1
    if n % 3 == 0:
        print(f"{n=} loss={L.item():.4f} rmse={rmse(depth.detach(), gt[pick]):.3f}")
