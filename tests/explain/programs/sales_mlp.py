import numpy as np
import torch
import torch.nn as nn

np.random.seed(0)
torch.manual_seed(0)

# ---- fake sales history: week of year, price, promo flag, store size
n = 120
week = np.random.randint(1, 53, n)
price = np.round(np.random.uniform(2, 9, n), 2)
promo = np.random.binomial(1, 0.3, n)
size = np.random.choice([80, 120, 400], n)
units = 40 - 3 * price + 15 * promo + 0.05 * size + 5 * np.sin(week / 52 * 2 * np.pi) + np.random.randn(n)

X = np.column_stack([np.sin(week / 52 * 2 * np.pi), price, promo, size / 100])
X = (X - X.mean(axis=0)) / X.std(axis=0)
y = (units - units.mean()) / units.std()

split = int(0.8 * n)
X_train, X_test = torch.Tensor(X[:split]), torch.Tensor(X[split:])
y_train, y_test = torch.from_numpy(y[:split]), torch.from_numpy(y[split:])


class TwoBranch(nn.Module):
    def __init__(self, n_in):
        super().__init__()
        self.wide = nn.Linear(n_in, 1)
        self.deep = nn.Sequential(nn.Linear(n_in, 16), nn.ReLU(), nn.Linear(16, 1))

    def forward(self, x):
        return (self.wide(x) + self.deep(x)).squeeze(1)


def rmse(a, b):
    return float(((a - b) ** 2).mean().sqrt())


model = TwoBranch(X_train.shape[1])
criterion = nn.HuberLoss(delta=0.5)   # a few weeks are outliers
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
history = {'loss': [], 'rmse': []}

for epoch in range(20):
    optimizer.zero_grad()
    pred = model(X_train)
    loss = criterion(pred, y_train)
    loss.backward()
    optimizer.step()
    model.eval()
    with torch.no_grad():
        history['loss'].append(loss.item())
        history['rmse'].append(rmse(model(X_test), y_test) * units.std())
    model.train()
    if epoch % 5 == 0:
        print("epoch", epoch, {k: round(v[-1], 3) for k, v in history.items()})

print("best rmse: %.2f units" % min(history['rmse']))
