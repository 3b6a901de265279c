import torch.nn as nn

from .norm import RevIN


class PatchEncoder(nn.Module):
    def __init__(self, patch, dim, depth):
        super().__init__()
        self.patch = patch
        self.proj = nn.Linear(patch, dim)
        layer = nn.TransformerEncoderLayer(dim, 2, 2 * dim, dropout=0.0, batch_first=True)
        self.enc = nn.TransformerEncoder(layer, depth)

    def forward(self, x):
        p = x.unfold(1, self.patch, self.patch)
        return self.enc(self.proj(p))


class Head(nn.Module):
    def __init__(self, n_patch, dim, horizon, revin):
        super().__init__()
        self.flat = nn.Flatten(1)
        self.lin = nn.Linear(n_patch * dim, horizon)
        self.revin = revin

    def forward(self, z):
        return self.revin(self.lin(self.flat(z)), mode="denorm")


class PatchForecaster(nn.Module):
    def __init__(self, context=32, horizon=8, patch=8, dim=16, depth=1):
        super().__init__()
        self.revin = RevIN()
        self.encoder = PatchEncoder(patch, dim, depth)
        self.head = Head(context // patch, dim, horizon, self.revin)

    def forward(self, x):
        return self.head(self.encoder(self.revin(x, mode="norm")))
