"""
Assignment 2 - Boston-like housing regression.
I had this in Keras, now trying the same API in PyTorch so the rest of the notebook can stay.
"""
import numpy as np
import torch
import torch.nn as nn

np.random.seed(7)
torch.manual_seed(7)

LOSSES = {
    "mse": lambda y_true, y_pred: torch.mean(torch.square(y_true - y_pred), dim=-1),
    "mae": lambda y_true, y_pred: torch.mean(torch.abs(y_true - y_pred), dim=-1),
    "msle": lambda y_true, y_pred: torch.mean(torch.square(torch.log1p(y_true) - torch.log1p(y_pred)), dim=-1),
}
OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.01),
    "adam": lambda p: torch.optim.Adam(p, lr=0.001),
}


class Model:
    def __init__(self, layers):
        self.net = nn.Sequential(*layers)
        self.history = {"loss": [], "val_loss": []}

    def compile(self, optimizer="adam", loss="mse"):
        self.optimizer = OPTIMIZERS[optimizer](self.net.parameters())
        self.loss = LOSSES[loss] if isinstance(loss, str) else loss

    def train_on_batch(self, x, y):
        self.optimizer.zero_grad()
        y_pred = self.net(x)
        loss_value = self.loss(y, y_pred)
        loss_value.backward()
        self.optimizer.step()
        return loss_value.mean().item()

    def evaluate(self, x, y):
        with torch.no_grad():
            return self.loss(y, self.net(x)).mean().item()

    def fit(self, x, y, epochs=1, batch_size=32, validation_split=0.0):
        n_val = int(len(x) * validation_split)
        x_val, y_val = x[:n_val], y[:n_val]
        x, y = x[n_val:], y[n_val:]
        for epoch in range(epochs):
            losses = []
            for i in range(0, len(x), batch_size):
                losses.append(self.train_on_batch(x[i:i + batch_size], y[i:i + batch_size]))
            self.history["loss"].append(np.mean(losses))
            msg = f"Epoch {epoch + 1}/{epochs} - loss: {np.mean(losses):.4f}"
            if n_val:
                v = self.evaluate(x_val, y_val)
                self.history["val_loss"].append(v)
                msg += f" - val_loss: {v:.4f}"
            print(msg)
        return self.history


X = np.random.rand(64, 13).astype("float32")
w_true = np.random.rand(13, 2).astype("float32")
Y = X @ w_true + 0.1 * np.random.randn(64, 2).astype("float32")
X, Y = torch.from_numpy(X), torch.from_numpy(Y)
print("X:", tuple(X.shape), "Y:", tuple(Y.shape))

model = Model([nn.Linear(13, 16), nn.ReLU(), nn.Linear(16, 2)])
model.compile(optimizer="sgd", loss="mse")
print("before training:", round(model.evaluate(X, Y), 4))
history = model.fit(X, Y, epochs=3, batch_size=16, validation_split=0.25)
