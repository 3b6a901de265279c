import torch
import torch.nn as nn
from types import SimpleNamespace
from contextlib import contextmanager

cfg = SimpleNamespace(
    n_mels=8, n_words=6, hidden=12,
    epochs=4, warmup_epochs=2, keep=0.5,
    lr=4e-3, seed=1001,
)


class KWS(nn.Module):
    """keyword spotting"""

    def __init__(self, cfg):
        super().__init__()
        self.conv = nn.Conv1d(cfg.n_mels, cfg.hidden, 5, padding=2)
        self.rnn = nn.GRU(cfg.hidden, cfg.hidden, batch_first=True)
        self.fc = nn.Linear(cfg.hidden, cfg.n_words)

    def forward(self, mel):
        h = torch.relu(self.conv(mel)).transpose(1, 2)
        return self.fc(self.rnn(h)[0][:, -1])


class Criterion:
    def __init__(self, cfg):
        self.cfg = cfg
        self.epoch = 0
        self.xent = nn.CrossEntropyLoss(reduction="none")

    def hardest(self, losses):
        k = max(1, int(self.cfg.keep * losses.numel()))
        return losses.topk(k).values

    def __call__(self, logits, y):
        losses = self.xent(logits, y)
        if self.epoch >= self.cfg.warmup_epochs:
            losses = self.hardest(losses)
        else:
            losses = losses.mean()
        return losses


@contextmanager
def step(optimizer):
    optimizer.zero_grad()
    yield
    optimizer.step()


def main():
    torch.manual_seed(cfg.seed)
    net, criterion = KWS(cfg), Criterion(cfg)
    optimizer = torch.optim.Adam(net.parameters(), lr=cfg.lr)
    data = [(torch.randn(10, cfg.n_mels, 20), torch.randint(0, cfg.n_words, (10,))) for _ in range(3)]
    for epoch in range(cfg.epochs):
        criterion.epoch = epoch
        running = 0.0
        for mel, y in data:
            with step(optimizer):
                loss = criterion(net(mel), y)
                loss.backward()
            running += loss.item()
        phase = "ohem" if epoch >= cfg.warmup_epochs else "warmup"
        print(f"{epoch:>2} {phase:<6} {running / len(data):.4f}")


if __name__ == "__main__":
    main()
