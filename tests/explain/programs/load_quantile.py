# Electricity load forecasting, three quantiles, hand written pinball gradient
import torch
import torch.nn as nn


class Pinball(torch.autograd.Function):
    """rho_tau(y - yhat), elementwise over (batch, quantiles)"""

    @staticmethod
    def forward(ctx, yhat, y, taus):
        e = y.unsqueeze(1) - yhat
        ctx.save_for_backward(e, taus)
        return torch.maximum(taus * e, (taus - 1) * e)

    @staticmethod
    def backward(ctx, grad_out):
        e, taus = ctx.saved_tensors
        g = torch.where(e > 0, -taus, 1 - taus)
        return grad_out * g, None, None


class QuantileGRU(nn.Module):
    taus = (0.1, 0.5, 0.9)

    def __init__(self, n_feat=2, hid=12):
        super().__init__()
        self.gru = nn.GRU(n_feat, hid, batch_first=True)
        self.out = nn.Linear(hid, len(self.taus))

    def forward(self, window):
        _, h = self.gru(window)
        return self.out(h[-1])

    def training_step(self, batch):
        window, y = batch
        q = self(window)
        pin = Pinball.apply(q, y, torch.tensor(self.taus))
        crossing = torch.relu(q[:, :-1] - q[:, 1:]).mean()
        return pin.sum(dim=1) + 0.1 * crossing


def windows(series, length=12):
    hour = torch.arange(len(series)) % 24 / 24.0
    feats = torch.stack([series, hour], 1)
    xs = feats.unfold(0, length, 1)[:-1].transpose(1, 2)
    return xs, series[length:]


def main():
    torch.manual_seed(17)
    t = torch.arange(120.0)
    series = torch.sin(t / 24 * 6.283) + 0.2 * torch.randn(120)
    X, Y = windows(series)
    m = QuantileGRU()
    opt = torch.optim.Adam(m.parameters(), lr=5e-3)
    accum_steps = 2
    for epoch in range(3):
        order = torch.randperm(len(X))
        for k, ix in enumerate(order.split(27)):
            loss = m.training_step((X[ix], Y[ix]))
            (loss / accum_steps).backward()
            if (k + 1) % accum_steps == 0:
                opt.step()
                opt.zero_grad()
        with torch.no_grad():
            cover = (Y < m(X)[:, 2]).float().mean()
        print(f"epoch {epoch}: P(y < q90) = {cover:.2f}")


main()
