import torch

from balancing import make_balancer
from model import SharedBottom, task_losses

CONFIG = {
    "seed": 17,
    "n_features": 10,
    "balancer": {"name": "uncertainty"},
    "optimizer": {"lr": 2e-3, "weight_decay": 1e-4},
    "epochs": 3,
}


class History:
    """Callback: prints what the trainer saw."""

    def on_epoch_end(self, epoch, losses, objective):
        parts = "  ".join(f"{k}={v.item():.3f}" for k, v in losses.items())
        print(f"[{epoch}] objective={objective.item():.3f}  {parts}")


class Trainer:
    def __init__(self, cfg, callbacks=()):
        torch.manual_seed(cfg["seed"])
        self.cfg = cfg
        self.net = SharedBottom(cfg["n_features"])
        self.balance = make_balancer(tasks=list(self.net.towers), **cfg["balancer"])
        params = [*self.net.parameters(), *self.balance.parameters()]
        self.opt = torch.optim.AdamW(params, **cfg["optimizer"])
        self.callbacks = list(callbacks)

    def _data(self, n=64):
        x = torch.randn(n, self.cfg["n_features"])
        return x, {
            "churn": (x[:, 0] > 0).float(),
            "spend": x[:, 1] * 2,
            "segment": torch.randint(0, 4, (n,)),
        }

    def fit(self):
        x, y = self._data()
        for epoch in range(self.cfg["epochs"]):
            losses = task_losses(self.net(x), y)
            objective = self.balance(losses)
            self.opt.zero_grad()
            objective.backward()
            self.opt.step()
            for cb in self.callbacks:
                cb.on_epoch_end(epoch, losses, objective)


if __name__ == "__main__":
    print("balancer:", CONFIG["balancer"]["name"])
    Trainer(CONFIG, [History()]).fit()
