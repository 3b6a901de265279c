import torch
import torch.nn as nn

from layers import MoELayer

torch.manual_seed(31)

D, N_CLS, STEPS = 16, 3, 6


class Net(nn.Module):
    def __init__(self, d, depth=2):
        super().__init__()
        self.layers = nn.ModuleList([MoELayer(d) for _ in range(depth)])
        self.cls = nn.Linear(d, N_CLS)

    def forward(self, x):
        for layer in self.layers:
            x = layer(x)
        return self.cls(x)

    @property
    def load(self):
        return [[round(g, 2) for g in l.last_gate.tolist()] for l in self.layers]


net = Net(D)
w_true = torch.randn(D, N_CLS)
optimizer = torch.optim.Adam(net.parameters(), lr=1e-2)
criterion = nn.CrossEntropyLoss()

for step in range(STEPS):
    x = torch.randn(32, D)
    y = (x @ w_true).argmax(1)
    logits = net(x)
    ce = criterion(logits, y)
    optimizer.zero_grad()
    ce.backward()
    optimizer.step()
    if step % 2 == 0:
        acc = (logits.argmax(1) == y).float().mean()
        print(f"step {step} ce={ce.item():.3f} acc={acc:.2f} load={net.load}")
