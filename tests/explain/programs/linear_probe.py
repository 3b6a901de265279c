import torch
import torch.nn as nn
import torch.nn.functional as F


class ViTTiny(nn.Module):
    def __init__(self, dim=24, depth=2, n_cls=10):
        super().__init__()
        self.patch = nn.Conv2d(3, dim, 4, 4)
        self.pos = nn.Parameter(torch.randn(1, 16, dim) * .02)
        self.blocks = nn.ModuleList([
            nn.TransformerEncoderLayer(dim, 4, dim * 2, 0.0, batch_first=True, norm_first=True) for _ in range(depth)])
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, n_cls)

    def features(self, x):
        x = self.patch(x).flatten(2).transpose(1, 2) + self.pos
        for b in self.blocks:
            x = b(x)
        return self.norm(x).mean(1)

    def forward(self, x):
        return self.head(self.features(x))


def prepare_linear_probe(model):
    model.requires_grad_(False)
    model.head = nn.Linear(model.head.in_features, 4)
    for m in (model.norm, model.blocks, model.patch):
        m.eval()
    model.head.apply(init_head)
    return model


def init_head(m):
    nn.init.normal_(m.weight, std=0.01)
    nn.init.zeros_(m.bias)


def freeze(model, keep=("head",)):
    """freeze everything but the modules in keep"""
    for name, child in model.named_children():
        child.requires_grad_(False)
    model.pos.requires_grad = False
    for name in keep:
        getattr(model, name).requires_grad = True


def param_groups(model, wd):
    decay, no_decay = [], []
    for n, p in model.named_parameters():
        if not p.requires_grad:
            continue
        (no_decay if p.ndim == 1 else decay).append(p)
    return [{"params": decay, "weight_decay": wd}, {"params": no_decay, "weight_decay": 0.0}]


def main():
    torch.manual_seed(99)
    vit = prepare_linear_probe(ViTTiny())
    freeze(vit)
    optimizer = torch.optim.SGD(param_groups(vit, 1e-4), lr=0.1, momentum=0.9)
    xs = torch.randn(40, 3, 16, 16)
    ys = torch.randint(0, 4, (40,))
    for ep in range(3):
        tot = 0
        for x, y in zip(xs.split(10), ys.split(10)):
            out = vit(x)
            ce = F.cross_entropy(out, y)
            optimizer.zero_grad()
            ce.backward()
            optimizer.step()
            tot += ce.item()
        print("epoch", ep, "ce", round(tot / 4, 4))


if __name__ == "__main__":
    main()
