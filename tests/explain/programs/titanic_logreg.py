# Titanic from scratch (kaggle homework), data made up here so the script runs anywhere
import numpy as np
import torch

np.random.seed(0)
torch.manual_seed(0)

n = 80
age = np.random.uniform(1, 70, n)
sex = np.random.randint(0, 2, n)
pclass = np.random.randint(1, 4, n)
survived = ((sex * 2 - pclass * 0.5 + np.random.randn(n) * 0.3) > 0).astype(np.float32)

features = np.stack([(age - age.mean()) / age.std(), sex, pclass - 2], axis=1)
X = torch.tensor(features, dtype=torch.float32)
y = torch.tensor(survived)
print("rows:", n, "survived:", int(y.sum()))

w = torch.randn(3, requires_grad=True)
b = torch.zeros(1, requires_grad=True)


def sigmoid(z):
    return 1 / (1 + torch.exp(-z))


def predict(X):
    # if the probability is over 0.5 the passenger survives
    p = sigmoid(X @ w + b)
    return (p > 0.5).float()


def cross_entropy(y_hat, y):
    eps = 1e-7
    return -(y * torch.log(y_hat + eps) + (1 - y) * torch.log(1 - y_hat + eps)).mean()


def accuracy(y_hat, y):
    return ((y_hat > 0.5).float() == y).float().mean().item()


lr = 0.5
costs = []
for i in range(100):
    y_hat = predict(X)
    cost = cross_entropy(y_hat, y)
    cost.backward()

    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
    w.grad = None
    b.grad = None

    costs.append(cost.item())
    if i % 25 == 0:
        print("iteration", i, "cost", round(costs[-1], 4), "acc", accuracy(y_hat, y))

print("weights:", w.detach().numpy().round(3))
