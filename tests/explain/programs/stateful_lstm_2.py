# Porting my Keras "stateful=True" LSTM for the sine wave tutorial.
# In Keras the state is kept between batches and I call model.reset_states()
# after every epoch.
import numpy as np
import torch
import torch.nn as nn

np.random.seed(0)
torch.manual_seed(0)


class StatefulLSTM(nn.Module):
    def __init__(self, units, batch_size):
        super().__init__()
        self.units = units
        self.batch_size = batch_size
        self.lstm = nn.LSTM(1, units, batch_first=True)
        self.dense = nn.Linear(units, 1)
        self.reset_states()

    def reset_states(self):
        self.h = torch.zeros(1, self.batch_size, self.units)
        self.c = torch.zeros(1, self.batch_size, self.units)

    def forward(self, x):
        seq, (self.h, self.c) = self.lstm(x, (self.h, self.c))
        return self.dense(seq[:, -1, :])


def make_dataset(series, window, batch_size):
    """stateful ordering: row i of every batch continues row i of the batch before"""
    per_row = len(series) // batch_size
    rows = series[:per_row * batch_size].reshape(batch_size, per_row)
    xs, ys = [], []
    for s in range(0, per_row - window - 1, window):
        xs.append(rows[:, s:s + window, None])
        ys.append(rows[:, s + window, None])
    return xs, ys


t = np.arange(0, 200)
series = np.sin(0.1 * t) + 0.05 * np.random.randn(len(t))
xs, ys = make_dataset(series.astype("float32"), window=8, batch_size=4)
print("batches per epoch:", len(xs), " batch shape:", xs[0].shape)

model = StatefulLSTM(units=12, batch_size=4)
loss_fn = nn.MSELoss()
optimizer = torch.optim.RMSprop(model.parameters(), lr=0.001)

for epoch in range(2):
    total = 0
    for x, y in zip(xs, ys):
        y_pred = model(torch.from_numpy(x))
        loss = loss_fn(y_pred, torch.from_numpy(y))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
    model.reset_states()
    print("Epoch", epoch + 1, "- loss:", round(total / len(xs), 4))
