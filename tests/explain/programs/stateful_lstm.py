"""Stateful LSTM on a long sine wave; the state is kept between consecutive windows."""
import torch
from torch import nn


class StatefulLSTM(nn.Module):
    def __init__(self, hidden=10):
        super().__init__()
        self.hidden = hidden
        self.lstm = nn.LSTM(1, hidden)
        self.fc = nn.Linear(hidden, 1)
        self.state = None

    def reset_state(self, batch):
        self.state = (torch.zeros(1, batch, self.hidden), torch.zeros(1, batch, self.hidden))

    def forward(self, x):
        if self.state is None:
            self.reset_state(x.size(1))
        out, self.state = self.lstm(x, self.state)
        return self.fc(out)


class Runner:
    def __init__(self, model, window=16):
        self.model = model
        self.window = window
        self.optimizer = torch.optim.RMSprop(model.parameters(), lr=5e-3)
        self.criterion = nn.MSELoss()

    def chunks(self, seq):
        x, y = seq[:-1], seq[1:]
        for i in range(0, len(x) - self.window + 1, self.window):
            yield x[i:i + self.window], y[i:i + self.window]

    def train_one_epoch(self, seq):
        self.model.reset_state(seq.size(1))
        total, count = 0.0, 0
        for xb, yb in self.chunks(seq):
            self.optimizer.zero_grad()
            err = self.criterion(self.model(xb), yb)
            err.backward()
            self.optimizer.step()
            total, count = total + err.item(), count + 1
        return total / count


if __name__ == "__main__":
    torch.manual_seed(31)
    t = torch.arange(0, 20, 0.2)
    seq = torch.stack([torch.sin(t), torch.sin(t + 1)], dim=1).unsqueeze(-1)
    runner = Runner(StatefulLSTM())
    for epoch in range(3):
        print("epoch %d: mse %.5f" % (epoch, runner.train_one_epoch(seq)))
