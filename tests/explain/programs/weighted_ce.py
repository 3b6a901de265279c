import torch
import torch.nn as nn
from torch.utils.data import Dataset, DataLoader


class ClaimsDataset(Dataset):
    """x, label and how much the annotators agreed (0..1)."""

    def __init__(self, n=40, d=9, seed=0):
        g = torch.Generator().manual_seed(seed)
        self.x = torch.randn(n, d, generator=g)
        self.y = torch.randint(0, 4, (n,), generator=g)
        self.conf = torch.rand(n, generator=g)

    def __len__(self):
        return len(self.y)

    def __getitem__(self, i):
        return self.x[i], self.y[i], self.conf[i]


class Classifier(nn.Module):
    def __init__(self, d=9, k=4):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(d, 32), nn.BatchNorm1d(32), nn.GELU(), nn.Dropout(0.1), nn.Linear(32, k)
        )

    def forward(self, x):
        return self.layers(x)


class Experiment:
    def __init__(self, epochs=3, lr=1e-3):
        torch.manual_seed(123)
        self.epochs = epochs
        self.model = Classifier()
        self.criterion = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=lr)
        self.loader = DataLoader(ClaimsDataset(), batch_size=10, shuffle=True)

    def batch_loss(self, x, y, conf):
        logits = self.model(x)
        ce = self.criterion(logits, y)
        # trust the examples the annotators agree on
        weighted = ce * conf
        return weighted

    def run(self):
        for epoch in range(1, self.epochs + 1):
            self.model.train()
            total, seen = 0.0, 0
            for x, y, conf in self.loader:
                self.optimizer.zero_grad()
                loss = self.batch_loss(x, y, conf)
                loss.backward()
                self.optimizer.step()
                total += loss.item() * len(y)
                seen += len(y)
            print(f"Epoch {epoch}/{self.epochs} - loss: {total / seen:.4f}")


if __name__ == "__main__":
    Experiment().run()
