# keeps a training job going; stops with a clear message when the loss explodes
import torch
import torch.nn as nn


class DivergedError(RuntimeError):
    pass


class LossGuard:
    def __init__(self, factor=3.0, warmup=2):
        self.factor, self.warmup, self.seen = factor, warmup, []

    def check(self, loss):
        v = loss.item()
        self.seen.append(v)
        if len(self.seen) > self.warmup and v > self.factor * self.seen[0]:
            raise DivergedError(
                f"loss grew from {self.seen[0]:.3f} to {v:.3f}; CUDA error: device-side assert triggered "
                f"is often reported afterwards, lower the learning rate first")


class Wide(nn.Module):
    def __init__(self, d=10):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(d, 64), nn.Linear(64, 1)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x))).squeeze(1)


class Job:
    def __init__(self, lr):
        self.net = Wide()
        self.opt = torch.optim.SGD(self.net.parameters(), lr=lr)
        self.guard = LossGuard()
        self.w = torch.randn(10)

    def batch(self, n=32):
        x = torch.randn(n, 10)
        return x, x @ self.w

    def step(self, i):
        x, y = self.batch()
        loss = ((self.net(x) - y) ** 2).mean()
        self.opt.zero_grad()
        try:
            self.guard.check(loss)
            loss.backward()
        except DivergedError as e:
            print(f"step {i}: stopping")
            raise RuntimeError("training stopped before backward") from e
        self.opt.step()
        print(f"step {i}: {loss.item():.3f}")


def main():
    torch.manual_seed(1)
    job = Job(lr=0.4)
    for i in range(10):
        job.step(i)


if __name__ == "__main__":
    main()
