import math
import torch
import torch.nn as nn
import torch.nn.functional as F


class CFG:
    img_size = 24
    patch = 6
    dim = 32
    heads = 4
    depth = 2
    n_classes = 5
    bs = 8
    epochs = 1
    seed = 2021
    tta_size = 30


def seed_everything(seed):
    torch.manual_seed(seed)


class PatchEmbed(nn.Module):
    def __init__(self):
        super().__init__()
        self.proj = nn.Conv2d(3, CFG.dim, CFG.patch, CFG.patch)

    def forward(self, x):
        return self.proj(x).flatten(2).transpose(1, 2)


class ViT(nn.Module):
    def __init__(self):
        super().__init__()
        n = (CFG.img_size // CFG.patch) ** 2
        self.embed = PatchEmbed()
        self.cls = nn.Parameter(torch.zeros(1, 1, CFG.dim))
        self.pos = nn.Parameter(torch.randn(1, n + 1, CFG.dim) * 0.02)
        layer = nn.TransformerEncoderLayer(CFG.dim, CFG.heads, 64, dropout=0., batch_first=True, norm_first=True)
        self.blocks = nn.TransformerEncoder(layer, CFG.depth, enable_nested_tensor=False)
        self.head = nn.Linear(CFG.dim, CFG.n_classes)

    def forward(self, x):
        t = self.embed(x)
        t = torch.cat([self.cls.expand(len(t), -1, -1), t], 1) + self.pos
        return self.head(self.blocks(t)[:, 0])


def mixup(x, y, alpha=0.4):
    lam = torch.distributions.Beta(alpha, alpha).sample().item()
    perm = torch.randperm(len(x))
    return lam * x + (1 - lam) * x[perm], y, y[perm], lam


def train_fn(model, opt, sched):
    model.train()
    for step in range(4):
        x = torch.randn(CFG.bs, 3, CFG.img_size, CFG.img_size)
        y = torch.randint(0, CFG.n_classes, (CFG.bs,))
        x, ya, yb, lam = mixup(x, y)
        out = model(x)
        per_a = F.cross_entropy(out, ya, reduction='none')
        per_b = F.cross_entropy(out, yb, reduction='none')
        loss = (lam * per_a + (1 - lam) * per_b).mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
        sched.step()
        print(f'step {step} loss {loss.item():.4f} lr {sched.get_last_lr()[0]:.2e}')


@torch.no_grad()
def valid_fn(model):
    model.eval()
    scores = []
    for size in (CFG.img_size, CFG.tta_size):
        x = torch.randn(CFG.bs, 3, size, size)
        y = torch.randint(0, CFG.n_classes, (CFG.bs,))
        p = model(x).softmax(1)
        scores.append((p.argmax(1) == y).float().mean().item())
    return sum(scores) / len(scores)


if __name__ == '__main__':
    seed_everything(CFG.seed)
    model = ViT()
    opt = torch.optim.AdamW(model.parameters(), lr=1e-3)
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: 0.5 * (1 + math.cos(math.pi * s / 8)))
    for ep in range(CFG.epochs):
        train_fn(model, opt, sched)
        print('CV', valid_fn(model))
