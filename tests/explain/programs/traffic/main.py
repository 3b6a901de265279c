# 交通流量预测, METR-LA 换成随机的 12 个路口
# 交通学院 林悦  改自师兄的代码
import numpy as np
import torch

from model import STNet


def masked_mae(pred, true, null_val=0.0):
    mask = (true != null_val).float()
    mask = mask / mask.mean()
    loss = (pred - true).abs() * mask
    return torch.where(torch.isnan(loss), torch.zeros_like(loss), loss).mean()


class Scaler:
    def __init__(self, mean, std):
        self.mean, self.std = mean, std

    def transform(self, x):
        return (x - self.mean) / self.std

    def inverse(self, x):
        return x * self.std + self.mean


def gen(n, t, nodes, seed):
    rng = np.random.default_rng(seed)
    base = 50 + 10 * np.sin(np.arange(n + t)[:, None] / 6 + rng.uniform(0, 6, nodes))
    data = base + rng.normal(size=base.shape)
    data[rng.uniform(size=base.shape) < 0.05] = 0.0      # 缺测
    return np.stack([data[i:i + t] for i in range(n)]).astype('float32')


def main():
    torch.manual_seed(99)
    P, Q, N = 12, 3, 12
    data = gen(48, P + Q, N, 99)
    scaler = Scaler(float(data.mean()), float(data.std()))
    model = STNet(N, P, Q)
    optimizer = torch.optim.Adam(model.parameters(), lr=2e-3, weight_decay=1e-4)
    for epoch in range(2):
        losses = []
        for idx in np.array_split(np.random.RandomState(epoch).permutation(len(data)), 6):
            batch = torch.from_numpy(data[idx])
            x, y = batch[:, :P], batch[:, P:]
            optimizer.zero_grad()
            pred = scaler.inverse(model(scaler.transform(x)))
            loss = masked_mae(pred, y)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5)
            optimizer.step()
            losses.append(loss.item())
        print(f'epoch {epoch:02d} train MAE {np.mean(losses):.3f}')


if __name__ == '__main__':
    main()
