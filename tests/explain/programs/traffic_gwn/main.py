import torch
import torch.nn as nn
from graph import AdaptiveGraph, DiffusionConv


class Forecaster(nn.Module):
    def __init__(self, n_nodes, t_in, t_out, hidden=16):
        super().__init__()
        self.graph = AdaptiveGraph(n_nodes)
        self.c1 = DiffusionConv(self.graph, t_in, hidden)
        self.c2 = DiffusionConv(self.graph, hidden, hidden)
        self.head = nn.Linear(hidden, t_out)

    def forward(self, x):
        h = torch.relu(self.c1(x))
        h = h + torch.relu(self.c2(h))
        return self.head(h)


def masked_mae(pred, target, null=0.0):
    mask = (target != null).float()
    mask = mask / mask.mean()
    return (mask * (pred - target).abs()).mean()


def main():
    torch.manual_seed(55)
    N, T_IN, T_OUT = 7, 12, 3
    speeds = (60 + 10 * torch.randn(200, N)).clamp(min=0)
    speeds[torch.rand_like(speeds) < 0.05] = 0
    mean, std = speeds.mean(), speeds.std()
    model = Forecaster(N, T_IN, T_OUT)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, weight_decay=1e-4)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1, 0.97)

    for epoch in range(1, 3):
        hist = []
        for start in torch.randint(0, 180, (3,)).tolist():
            idx = [start + k for k in range(4)]
            x = torch.stack([speeds[i:i + T_IN].T for i in idx])
            y = torch.stack([speeds[i + T_IN:i + T_IN + T_OUT].T for i in idx])
            pred = model((x - mean) / std) * std + mean
            mae = masked_mae(pred, y)
            optimizer.zero_grad()
            mae.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5)
            optimizer.step()
            hist.append(mae.item())
        scheduler.step()
        print(f"Epoch: {epoch:03d}, Train MAE: {sum(hist) / len(hist):.4f}, lr: {scheduler.get_last_lr()[0]:.5f}")


main()
