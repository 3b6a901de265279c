# HW3 - linear regression with a neural network
# Student: m.k.
import numpy as np
import torch

np.random.seed(5)
torch.manual_seed(5)

# ---- Part 1: the data ----
n, d = 30, 4
X = np.random.randn(n, d)
true_w = np.array([1.5, -2.0, 0.7, 0.0])
y = X @ true_w + 3.0 + 0.1 * np.random.randn(n)

X = torch.tensor(X, dtype=torch.float32)
y = torch.tensor(y, dtype=torch.float32).reshape(-1, 1)
print("X:", X.shape, "y:", y.shape)

# ---- Part 2: the model ----
W1 = (torch.randn(d, 8) * 0.3).requires_grad_(True)
b1 = torch.zeros(8, requires_grad=True)
W2 = (torch.randn(8) * 0.3).requires_grad_(True)
b2 = torch.zeros(1, requires_grad=True)
params = [W1, b1, W2, b2]


def model(X):
    h = torch.relu(X @ W1 + b1)
    return h @ W2 + b2


# ---- Part 3: the loss ----
def rmse(y_hat, y):
    """root of the squared error averaged over the examples"""
    return torch.sqrt(((y_hat - y) ** 2).mean(0))


# ---- Part 4: training ----
lr = 0.05
history = []
for epoch in range(20):
    y_hat = model(X)
    loss = rmse(y_hat, y)
    loss.backward()
    with torch.no_grad():
        for p in params:
            p -= lr * p.grad
            p.grad.zero_()
    history.append(loss.item())
    if (epoch + 1) % 5 == 0:
        print("epoch", epoch + 1, "rmse", round(history[-1], 4))

print("final:", history[-1])
