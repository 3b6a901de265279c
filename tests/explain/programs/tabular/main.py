import torch
from torch import nn

from minitrainer import Trainer, TrainingArguments


class TabularNet(nn.Module):
    def __init__(self, cardinalities, n_num, dim=4):
        super().__init__()
        self.embs = nn.ModuleList([nn.Embedding(c, dim) for c in cardinalities])
        self.mlp = nn.Sequential(
            nn.Linear(dim * len(cardinalities) + n_num, 24), nn.SiLU(), nn.Linear(24, 1)
        )

    def forward(self, cat, num):
        e = [emb(cat[:, i]) for i, emb in enumerate(self.embs)]
        return self.mlp(torch.cat(e + [num], dim=1)).squeeze(1)


class SurvivalTrainer(Trainer):
    """Right-censored durations under an exponential model."""

    def compute_loss(self, model, inputs):
        cat, num, time, event = inputs
        log_hazard = model(cat, num)
        nll = log_hazard.exp() * time - event * log_hazard
        return nll


class Patients(torch.utils.data.Dataset):
    def __init__(self, n=40):
        self.cat = torch.stack([torch.randint(0, c, (n,)) for c in (3, 5)], 1)
        self.num = torch.randn(n, 3)
        self.time = torch.rand(n) * 10
        self.event = (torch.rand(n) > 0.4).float()

    def __len__(self):
        return len(self.time)

    def __getitem__(self, i):
        return self.cat[i], self.num[i], self.time[i], self.event[i]


if __name__ == "__main__":
    torch.manual_seed(0)
    args = TrainingArguments(epochs=2, lr=5e-3, callbacks=[print])
    trainer = SurvivalTrainer(TabularNet([3, 5], 3), args, Patients())
    trainer.train()
    print("steps:", trainer.global_step)
