"""Lightning Fabric: plain loop, the loss of each sample weighted by its age."""
import lightning as L
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def age_weights(age, half_life=30.0):
    return 0.5 ** (age / half_life)


def train_epoch(fabric, model, optimizer, loader, criterion):
    model.train()
    for i, (x, y, age) in enumerate(loader):
        optimizer.zero_grad()
        pred = model(x).squeeze(-1)
        err = criterion(pred, y)
        weighted = err * age_weights(age)
        fabric.backward(weighted)
        fabric.clip_gradients(model, optimizer, max_norm=1.0)
        optimizer.step()
        if i % 2 == 0:
            fabric.print(f"{i}: {weighted.mean().item():.4f}")


def main():
    fabric = L.Fabric(accelerator="cpu", devices=1)
    fabric.launch()
    fabric.seed_everything(17)
    x = torch.randn(48, 7)
    data = TensorDataset(x, x.sum(1).sin(), torch.rand(48) * 100)
    model = nn.Sequential(nn.Linear(7, 24), nn.SiLU(), nn.Linear(24, 1))
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
    model, optimizer = fabric.setup(model, optimizer)
    loader = fabric.setup_dataloaders(DataLoader(data, batch_size=12, shuffle=True))
    criterion = nn.SmoothL1Loss(reduction="none")
    for _ in range(2):
        train_epoch(fabric, model, optimizer, loader, criterion)


if __name__ == "__main__":
    main()
