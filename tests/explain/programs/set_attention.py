# point-set classification with self-attention pooling
import torch
import torch.nn as nn

cfg = {
    "model": {"d": 24, "heads": 3, "layers": 2, "drop": {"p": 0.1, "inplace": True}},
    "optim": {"lr": 2e-3, "steps": 6},
    "data": {"points": 10, "batch": 8},
}


class MultiHead(nn.Module):
    def __init__(self, d, heads, drop):
        super().__init__()
        assert d % heads == 0
        self.h, self.dk = heads, d // heads
        self.qkv = nn.Linear(d, 3 * d, bias=False)
        self.o = nn.Linear(d, d)
        self.attn_drop = nn.Dropout(**drop)

    def split(self, t):
        b, n, _ = t.shape
        return t.reshape(b, n, self.h, self.dk).transpose(1, 2)

    def forward(self, x):
        q, k, v = map(self.split, self.qkv(x).chunk(3, dim=-1))
        att = (q @ k.transpose(-2, -1)) * self.dk ** -0.5
        att = att.softmax(dim=-1)
        att = self.attn_drop(att)
        y = (att @ v).transpose(1, 2).flatten(2)
        return self.o(y)


class SetLayer(nn.Module):
    def __init__(self, d, heads, drop):
        super().__init__()
        self.n1, self.n2 = nn.LayerNorm(d), nn.LayerNorm(d)
        self.mh = MultiHead(d, heads, drop)
        self.ff = nn.Sequential(nn.Linear(d, 2 * d), nn.ReLU(inplace=True), nn.Linear(2 * d, d))

    def forward(self, x):
        x = x + self.mh(self.n1(x))
        return x + self.ff(self.n2(x))


class SetNet(nn.Module):
    def __init__(self, d, heads, layers, drop, n_cls=2):
        super().__init__()
        self.embed = nn.Linear(3, d)
        self.layers = nn.Sequential(*(SetLayer(d, heads, drop) for _ in range(layers)))
        self.head = nn.Linear(d, n_cls)

    def forward(self, pts):
        return self.head(self.layers(self.embed(pts)).max(dim=1).values)


def sphere_or_cube(b, n):
    y = torch.randint(0, 2, (b,))
    p = torch.randn(b, n, 3)
    sphere = p / p.norm(dim=-1, keepdim=True)
    cube = p / p.abs().amax(-1, keepdim=True)
    return torch.where(y.view(-1, 1, 1) == 0, sphere, cube), y


torch.manual_seed(55)
net = SetNet(**cfg["model"])
opt = torch.optim.Adam(net.parameters(), lr=cfg["optim"]["lr"])
for i in range(cfg["optim"]["steps"]):
    pts, y = sphere_or_cube(cfg["data"]["batch"], cfg["data"]["points"])
    objective = nn.functional.cross_entropy(net(pts), y)
    opt.zero_grad()
    objective.backward()
    opt.step()
    print(i, f"{objective.item():.4f}")
