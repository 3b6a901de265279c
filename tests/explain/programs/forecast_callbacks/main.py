import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from callbacks import BestKeeper, GradNorm
from trainer import Trainer

torch.manual_seed(7)
CONTEXT, HORIZON, QUANTILES = 24, 6, (0.1, 0.5, 0.9)


class Forecaster(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(1, 16, batch_first=True)
        self.out = nn.Linear(16, HORIZON * len(QUANTILES))

    def forward(self, x):
        return self.out(self.rnn(x[..., None])[1][0]).view(-1, HORIZON, len(QUANTILES))


def pinball(pred, y):
    q = torch.tensor(QUANTILES)
    e = y[..., None] - pred
    return torch.maximum(q * e, (q - 1) * e).sum(-1).mean(-1)


t = torch.arange(300.0)
series = torch.sin(t / 5) + 0.1 * torch.randn(300)
windows = series.unfold(0, CONTEXT + HORIZON, 7)
ds = TensorDataset(windows[:, :CONTEXT], windows[:, CONTEXT:])
Trainer(Forecaster(), pinball, [GradNorm(), BestKeeper()]).fit(DataLoader(ds, 16, shuffle=True))
