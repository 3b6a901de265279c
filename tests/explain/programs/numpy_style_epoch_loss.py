# HW2 - polynomial regression, converted from my numpy solution
# numpy version:  w = w - lr * dw   -> now optimizer.step()
import numpy as np
import torch

np.random.seed(42)
torch.manual_seed(42)

x = np.linspace(-1, 1, 50)
y = 0.5 * x ** 3 - x + 0.1 * np.random.randn(50)

DEGREE = 5
LAMBDA = 0.001


def features(x):
    return np.vstack([x ** i for i in range(DEGREE + 1)]).T


class PolyModel:
    def __init__(self, n):
        self.w = torch.zeros(n, dtype=torch.float64, requires_grad=True)

    def predict(self, X):
        return X @ self.w

    def reg(self):
        return LAMBDA * torch.sum(self.w ** 2)


def squared_error(pred, true):
    return torch.mean((pred - true) ** 2)


def batches(X, y, size):
    order = np.random.permutation(len(X))
    for s in range(0, len(X), size):
        pick = order[s:s + size]
        yield torch.tensor(X[pick]), torch.tensor(y[pick])


X = features(x)
model = PolyModel(X.shape[1])
optimizer = torch.optim.SGD([model.w], lr=0.1)
losses = []

for epoch in range(20):
    epoch_loss = 0.0
    n = 0
    optimizer.zero_grad()
    for xb, yb in batches(X, y, 10):
        loss = squared_error(model.predict(xb), yb) + model.reg()
        epoch_loss += loss.item()      # .item() because otherwise the print shows tensor(...)
        n += 1
    epoch_loss = epoch_loss / n
    epoch_loss.backward()
    optimizer.step()
    losses.append(epoch_loss)
    if epoch % 5 == 0:
        print("epoch", epoch, "loss", epoch_loss)

print("weights:", model.w.detach().numpy().round(3))
