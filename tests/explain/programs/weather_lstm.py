import numpy as np
import torch
import torch.nn as nn

SEQ, HORIZON = 24, 6


class Forecaster(nn.Module):
    def __init__(self, n_feat=3, hid=16):
        super().__init__()
        self.rnn = nn.LSTM(n_feat, hid, batch_first=True)
        self.fc = nn.Linear(hid, HORIZON)

    def forward(self, x):
        out, _ = self.rnn(x)
        return self.fc(out[:, -1])


class EarlyStopping:
    def __init__(self, patience):
        self.patience, self.best, self.bad = patience, float("inf"), 0

    def __call__(self, v):
        if v < self.best - 1e-4:
            self.best, self.bad = v, 0
        else:
            self.bad += 1
        return self.bad >= self.patience


class Experiment:
    def __init__(self, epochs=4, lr=1e-2, batch=16):
        self.model = Forecaster()
        self.opt = torch.optim.Adam(self.model.parameters(), lr=lr)
        self.lossfn = nn.MSELoss()
        self.epochs, self.batch = epochs, batch
        self.stopper = EarlyStopping(patience=3)
        self.x_tr, self.y_tr = self._windows(200)
        self.x_va, self.y_va = self._windows(80)

    @staticmethod
    def _windows(n):
        t = np.arange(n)
        temp = np.sin(2 * np.pi * t / 24) + 0.1 * np.random.randn(n)
        feats = np.stack([temp, np.cos(2 * np.pi * t / 24), np.random.randn(n)], 1).astype(np.float32)
        xs, ys = [], []
        for i in range(0, n - SEQ - HORIZON, 2):
            xs.append(feats[i:i + SEQ])
            ys.append(feats[i + SEQ:i + SEQ + HORIZON, 0])
        return torch.from_numpy(np.stack(xs)), torch.from_numpy(np.stack(ys))

    def fit_epoch(self):
        self.model.train()
        order = torch.randperm(len(self.x_tr))
        total = 0.0
        for idx in order.split(self.batch):
            self.opt.zero_grad()
            err = self.lossfn(self.model(self.x_tr[idx]), self.y_tr[idx])
            err.backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.opt.step()
            total += err.item() * len(idx)
        return total / len(order)

    def evaluate(self):
        self.model.eval()
        torch.set_grad_enabled(False)
        pred = self.model(self.x_va)
        mse = self.lossfn(pred, self.y_va).item()
        mae = (pred - self.y_va).abs().mean().item()
        return mse, mae

    def run(self):
        for ep in range(1, self.epochs + 1):
            tr = self.fit_epoch()
            mse, mae = self.evaluate()
            print(f"Epoch {ep:02d} | train {tr:.4f} | val mse {mse:.4f} mae {mae:.4f}")
            if self.stopper(mse):
                print("early stop")
                break
        return self.stopper.best


if __name__ == "__main__":
    np.random.seed(1)
    torch.manual_seed(1)
    best = Experiment().run()
    print("best val mse", round(best, 4))
