# HW3 - linear regression on house prices, by hand
# Q4: train with your own loss, report train RMSE

import torch
import numpy as np

rng = np.random.RandomState(1)
torch.manual_seed(1)

# ---- data ----
N = 50
area = rng.uniform(40, 200, N)
rooms = rng.randint(1, 6, N)
age = rng.uniform(0, 80, N)
price = 2.1 * area + 15 * rooms - 0.8 * age + rng.randn(N) * 10

feats = np.stack([area, rooms, age], axis=1)
feats = (feats - feats.mean(0)) / feats.std(0)
price = (price - price.mean()) / price.std()

X = torch.tensor(feats, dtype=torch.float32)
Y = torch.tensor(price, dtype=torch.float32)

X_train, Y_train = X[:40], Y[:40]
X_test, Y_test = X[40:], Y[40:]
print("train:", len(X_train), "test:", len(X_test))

# ---- model ----
w1 = torch.randn(3, 8) * 0.3
b1 = torch.zeros(8)
w2 = torch.randn(8, 1) * 0.3
b2 = torch.zeros(1)
params = [w1, b1, w2, b2]
for p in params:
    p.requires_grad = True


def net(x):
    h = torch.relu(x @ w1 + b1)
    return h @ w2 + b2


def my_loss(y_hat, y):
    # mean squared error, averaged over the examples
    err = y_hat - y
    return (err ** 2).mean(dim=0)


# ---- training ----
lr = 0.05
for epoch in range(20):
    y_hat = net(X_train)
    loss = my_loss(y_hat, Y_train)
    loss.backward()
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
            p.grad.zero_()
    if epoch % 5 == 0:
        print("epoch", epoch, "loss", loss.item())

with torch.no_grad():
    rmse = ((net(X_test).squeeze(1) - Y_test) ** 2).mean().sqrt()
print("test RMSE", round(rmse.item(), 3))
