import torch
import torch.nn as nn


class Callback:
    def on_critic_step(self, trainer): ...
    def on_epoch_end(self, trainer, logs): ...


class WeightClip(Callback):
    """Enforce the Lipschitz bound the way the first WGAN paper does."""

    def __init__(self, c=0.01):
        self.c = c

    def on_critic_step(self, trainer):
        for p in trainer.critic.parameters():
            p.clamp_(-self.c, self.c)


class Printer(Callback):
    def on_epoch_end(self, trainer, logs):
        print("epoch", trainer.epoch, {k: round(v, 4) for k, v in logs.items()})


class WGANTrainer:
    def __init__(self, nz=3, nx=2, callbacks=()):
        self.nz = nz
        self.gen = nn.Sequential(nn.Linear(nz, 24), nn.ReLU(), nn.Linear(24, nx))
        self.critic = nn.Sequential(nn.Linear(nx, 24), nn.ReLU(), nn.Linear(24, 1))
        self.opt_g = torch.optim.RMSprop(self.gen.parameters(), lr=5e-4)
        self.opt_c = torch.optim.RMSprop(self.critic.parameters(), lr=5e-4)
        self.callbacks = list(callbacks)
        self.epoch = 0

    def emit(self, event, *a):
        for cb in self.callbacks:
            getattr(cb, event)(self, *a)

    def critic_update(self, real):
        fake = self.gen(torch.randn(len(real), self.nz)).detach()
        loss = self.critic(fake).mean() - self.critic(real).mean()
        self.opt_c.zero_grad()
        loss.backward()
        self.opt_c.step()
        self.emit("on_critic_step")
        return loss.item()

    def gen_update(self, bs):
        loss = -self.critic(self.gen(torch.randn(bs, self.nz))).mean()
        self.opt_g.zero_grad()
        loss.backward()
        self.opt_g.step()
        return loss.item()

    def fit(self, data, epochs=3, bs=20, n_critic=2):
        for self.epoch in range(epochs):
            logs = {"critic": 0.0, "gen": 0.0}
            for i, real in enumerate(data[torch.randperm(len(data))].split(bs)):
                logs["critic"] = self.critic_update(real)
                if i % n_critic == 0:
                    logs["gen"] = self.gen_update(bs)
            self.emit("on_epoch_end", logs)


def ring(n):
    a = torch.rand(n) * 6.2832
    return torch.stack([a.cos(), a.sin()], 1) + 0.02 * torch.randn(n, 2)


if __name__ == "__main__":
    torch.manual_seed(2017)
    WGANTrainer(callbacks=[WeightClip(), Printer()]).fit(ring(100))
