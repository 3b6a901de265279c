import torch
import torch.nn.functional as F

from models import PatchForecaster

torch.manual_seed(123)
context, horizon = 32, 8
series = torch.cumsum(torch.randn(400), 0)

model = PatchForecaster(context, horizon)
opt = torch.optim.Adam(model.parameters(), lr=1e-3)


def get_batch(bs=16):
    ix = torch.randint(len(series) - context - horizon, (bs,)).tolist()
    x = torch.stack([series[i:i + context] for i in ix])
    y = torch.stack([series[i + context:i + context + horizon] for i in ix])
    return x, y


best = float("inf")
for step in range(8):
    xb, yb = get_batch()
    y_hat = model(xb)
    loss = F.smooth_l1_loss(y_hat, yb)
    opt.zero_grad()
    loss.backward()
    opt.step()
    best = min(best, loss.item())
    if step % 4 == 3:
        print(f"step={step} loss={loss.item():.3f} best={best:.3f}")
print("done")
