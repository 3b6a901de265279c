import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from data import StandardScaler, WindowSpec, synthetic_load, windows


class GRUForecaster(nn.Module):
    def __init__(self, horizon, hidden=16):
        super().__init__()
        self.gru = nn.GRU(1, hidden, batch_first=True)
        self.fc = nn.Linear(hidden, horizon)

    def forward(self, x):
        out, _ = self.gru(x.unsqueeze(-1))
        return self.fc(out[:, -1])


class PeakAwareMAE(nn.Module):
    """MAE in MW, hours above the peak threshold count double."""

    def __init__(self, scaler, peak_mw=60.0):
        super().__init__()
        self.scaler = scaler
        self.peak_mw = peak_mw

    def forward(self, pred, target):
        pred_mw = self.scaler.to_megawatt(pred)
        target_mw = self.scaler.to_megawatt(target)
        weight = 1.0 + (target_mw > self.peak_mw).float()
        return (weight * (pred_mw - target_mw).abs()).mean()


def train_epoch(model, loader, criterion, optimizer):
    model.train()
    total = 0.0
    for xb, yb in loader:
        optimizer.zero_grad()
        loss = criterion(model(xb), yb)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(xb)
    return total / len(loader.dataset)


def main():
    torch.manual_seed(0)
    spec = WindowSpec()
    raw = synthetic_load()
    scaler = StandardScaler().fit(raw)
    X, Y = windows(scaler.transform(raw), spec)
    loader = DataLoader(TensorDataset(X, Y), batch_size=16, shuffle=True)
    model = GRUForecaster(spec.horizon)
    criterion = PeakAwareMAE(scaler)
    optimizer = torch.optim.Adam(model.parameters(), lr=5e-3)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5)
    print(f"{len(X)} windows, history={spec.history}, horizon={spec.horizon}")
    for epoch in range(4):
        mae = train_epoch(model, loader, criterion, optimizer)
        scheduler.step()
        print(f"epoch {epoch}: train MAE {mae:.2f} MW")


if __name__ == "__main__":
    main()
