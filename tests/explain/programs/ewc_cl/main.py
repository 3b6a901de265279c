import torch
import torch.nn as nn
import torch.nn.functional as F

from ewc import EWC, total_penalty

N_TASKS = 3


class MultiHead(nn.Module):
    def __init__(self, d=8, h=16, n_cls=2, n_tasks=N_TASKS):
        super().__init__()
        self.trunk = nn.Sequential(nn.Linear(d, h), nn.ReLU())
        self.heads = nn.ModuleList(nn.Linear(h, n_cls) for _ in range(n_tasks))

    def forward(self, x, task):
        return self.heads[task](self.trunk(x))


def task_loader(t, n=60, bs=12):
    g = torch.Generator().manual_seed(100 + t)
    x = torch.randn(n, 8, generator=g)
    y = (x[:, t] > 0).long()
    return list(zip(x.split(bs), y.split(bs)))


def train_task(model, t, loader, memory, lam=50.0, epochs=5):
    opt = torch.optim.Adam(model.parameters(), lr=5e-3)
    for _ in range(epochs):
        for x, y in loader:
            loss = F.cross_entropy(model(x, t), y) + lam * total_penalty(memory)
            opt.zero_grad()
            loss.backward()
            opt.step()
    return loss.item()


@torch.no_grad()
def acc(model, t):
    return sum((model(x, t).argmax(1) == y).sum().item() for x, y in task_loader(t)) / 60


def main():
    torch.manual_seed(70)
    model = MultiHead()
    memory = []
    for t in range(N_TASKS):
        loader = task_loader(t)
        last = train_task(model, t, loader, memory)
        print(f"task {t}: loss {last:.3f}, acc so far {[round(acc(model, k), 2) for k in range(t + 1)]}")
        memory.append(EWC(model, t, loader))


if __name__ == "__main__":
    main()
