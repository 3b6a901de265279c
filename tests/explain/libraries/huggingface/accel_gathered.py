import torch
import torch.nn as nn
import torch.nn.functional as F
from accelerate import Accelerator
from torch.utils.data import DataLoader, TensorDataset

accelerator = Accelerator(cpu=True)
torch.manual_seed(0)


class Projector(nn.Module):
    def __init__(self, d=16, out=8):
        super().__init__()
        self.f = nn.Sequential(nn.Linear(d, 32), nn.ReLU(), nn.Linear(32, out))
        self.logit_scale = nn.Parameter(torch.tensor(2.0))

    def forward(self, a, b):
        return F.normalize(self.f(a), dim=-1), F.normalize(self.f(b), dim=-1), self.logit_scale.exp()


def contrastive(za, zb, scale):
    logits = scale * za @ zb.t()
    y = torch.arange(len(logits), device=logits.device)
    return (F.cross_entropy(logits, y) + F.cross_entropy(logits.t(), y)) / 2


@torch.no_grad()
def gather_mean(t):
    """mean over all processes, for the log and to step all ranks alike"""
    return accelerator.gather(t.unsqueeze(0)).mean()


x = torch.randn(64, 16)
loader = DataLoader(TensorDataset(x, x + 0.1 * torch.randn_like(x)), batch_size=16, shuffle=True)
model = Projector()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
model, optimizer, loader = accelerator.prepare(model, optimizer, loader)

for epoch in range(2):
    for a, b in loader:
        optimizer.zero_grad()
        loss = contrastive(*model(a, b))
        loss = gather_mean(loss)
        accelerator.backward(loss)
        optimizer.step()
    accelerator.print(epoch, loss.item())
