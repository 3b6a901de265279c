import torch
import torch.nn as nn
from engine import Engine


class SparseAE(nn.Module):
    def __init__(self, d=12, k=20):
        super().__init__()
        self.enc = nn.Linear(d, k)
        self.dec = nn.Linear(k, d)

    def forward(self, x):
        code = torch.sigmoid(self.enc(x))
        return {"code": code, "recon": self.dec(code)}


torch.manual_seed(5)
engine = Engine(SparseAE(), lr=1e-2)
RHO = 0.05


@engine.term("recon")
def recon(model, x, s):
    return (s["recon"] - x).pow(2).sum(1).mean()


@engine.term("sparsity", weight=0.1)
def sparsity(model, x, s):
    rho_hat = s["code"].mean(dim=0)
    kl = RHO * torch.log(RHO / rho_hat) + (1 - RHO) * torch.log((1 - RHO) / (1 - rho_hat))
    return kl


@engine.term("decay", weight=1e-4)
def decay(model, x, s):
    return sum(p.pow(2).sum() for n, p in model.named_parameters() if n.endswith("weight"))


engine.fit(torch.randn(5, 8, 12))
