"""Mini CLIP: image vectors vs. bag-of-words captions."""
import json
import math
import torch
import torch.nn as nn
import torch.nn.functional as F

CFG = json.loads("""
{
  "dim_img": 14, "n_words": 25, "dim": 8,
  "batch": 10, "steps": 5, "lr": 0.003,
  "weights": {"i2t": 0.5, "t2i": 0.5, "decorr": 0.01}
}
""")


class MiniCLIP(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.image = nn.Sequential(nn.Linear(cfg["dim_img"], 32), nn.GELU(), nn.Linear(32, cfg["dim"]))
        self.text = nn.EmbeddingBag(cfg["n_words"], cfg["dim"])
        self.logit_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))

    def forward(self, img, txt):
        zi = F.normalize(self.image(img), dim=-1)
        zt = F.normalize(self.text(txt), dim=-1)
        return zi, zt, self.logit_scale.exp()


def off_diagonal(m):
    return m - torch.diag(torch.diag(m))


class Objective:
    def __init__(self, weights):
        self.weights = weights

    def terms(self, zi, zt, scale):
        sim = scale * zi @ zt.T
        gt = torch.arange(len(zi))
        cov = off_diagonal(zi.T @ zi / len(zi))
        out = {
            "i2t": F.cross_entropy(sim, gt),
            "t2i": F.cross_entropy(sim.T, gt),
            "decorr": cov.pow(2).sum(),
        }
        return {k: v.item() for k, v in out.items()}

    def __call__(self, *args):
        terms = self.terms(*args)
        loss = sum(self.weights[k] * v for k, v in terms.items())
        return loss, terms


def main(cfg):
    torch.manual_seed(26)
    model = MiniCLIP(cfg)
    objective = Objective(cfg["weights"])
    opt = torch.optim.AdamW(model.parameters(), lr=cfg["lr"])
    for step in range(1, cfg["steps"] + 1):
        txt = torch.randint(cfg["n_words"], (cfg["batch"], 6))
        img = torch.randn(cfg["batch"], cfg["dim_img"])
        loss, logs = objective(*model(img, txt))
        opt.zero_grad()
        loss.backward()
        opt.step()
        print(f"{step}/{cfg['steps']}", f"loss={loss:.3f}", *(f"{k}={v:.3f}" for k, v in logs.items()))


main(CFG)
