"""Permuted-features continual learning benchmark."""
import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset

from ewc import EWC

N_TASKS = 3
DIM, CLASSES = 10, 4
np.random.seed(21)
torch.manual_seed(21)

base_x = torch.randn(96, DIM)
base_y = (base_x[:, :CLASSES]).argmax(1)


def get_task(t):
    perm = torch.arange(DIM) if t == 0 else torch.from_numpy(np.random.permutation(DIM))
    return DataLoader(TensorDataset(base_x[:, perm], base_y), batch_size=24, shuffle=True)


def accuracy(model, loader):
    model.eval()
    hits = n = 0
    with torch.no_grad():
        for x, y in loader:
            hits += (model(x).argmax(1) == y).sum().item()
            n += len(y)
    model.train()
    return hits / n


def train_task(model, loader, optimizer, constraints, epochs=3):
    criterion = nn.CrossEntropyLoss()
    for epoch in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(model(x), y)
            for ewc in constraints:
                loss = loss + ewc.penalty()
            loss.backward()
            optimizer.step()
    return loss.item()


def main():
    model = nn.Sequential(nn.Linear(DIM, 32), nn.ReLU(), nn.Linear(32, CLASSES))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    constraints, seen = [], []
    for t in range(N_TASKS):
        loader = get_task(t)
        last = train_task(model, loader, optimizer, constraints)
        seen.append(loader)
        accs = [accuracy(model, l) for l in seen]
        print(f"task {t}: loss {last:.3f} | " + " ".join(f"{a:.2f}" for a in accs))
        constraints.append(EWC(model, loader))


if __name__ == "__main__":
    main()
