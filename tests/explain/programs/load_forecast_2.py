# %% [markdown]
# Electricity load forecasting, day-ahead. Exported from the notebook.

# %%
import math
import torch
import torch.nn as nn

torch.manual_seed(11)

# %%
t = torch.arange(0, 240).float()
series = torch.sin(2 * math.pi * t / 24) + 0.05 * torch.randn(240)
WIN, HOR = 24, 4

def windows(s):
    xs = torch.stack([s[i:i + WIN] for i in range(0, len(s) - WIN - HOR, 6)])
    ys = torch.stack([s[i + WIN:i + WIN + HOR] for i in range(0, len(s) - WIN - HOR, 6)])
    return xs.unsqueeze(-1), ys

x_train, y_train = windows(series[:180])
x_val, y_val = windows(series[180:])

# %%
class Forecaster(nn.Module):
    def __init__(self, hidden=16):
        super().__init__()
        self.lstm = nn.LSTM(1, hidden, batch_first=True)
        self.head = nn.Linear(hidden, HOR)

    def forward(self, x):
        out, _ = self.lstm(x)
        return self.head(out[:, -1])

# %%
def fit_epoch(model, opt, crit, bs=8):
    model.train()
    tot, n = 0.0, 0
    for i in range(0, len(x_train), bs):
        xb, yb = x_train[i:i + bs], y_train[i:i + bs]
        pred = model(xb)
        mse = crit(pred, yb)
        opt.zero_grad()
        mse.backward()
        opt.step()
        tot += mse.item() * len(xb); n += len(xb)
    return tot / n

def validate(model, crit):
    model.eval()
    torch.set_grad_enabled(False)
    pred = model(x_val)
    mape = ((pred - y_val).abs() / y_val.abs().clamp(min=0.1)).mean()
    return crit(pred, y_val).item(), mape.item()

# %%
model = Forecaster()
opt = torch.optim.Adam(model.parameters(), lr=1e-2)
crit = nn.MSELoss()
best = float("inf")
for epoch in range(4):
    tr = fit_epoch(model, opt, crit)
    va, mape = validate(model, crit)
    best = min(best, va)
    print(f"epoch {epoch}  train {tr:.4f}  val {va:.4f}  mape {100 * mape:.1f}%  best {best:.4f}")
