import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset

from engine import Callback, Trainer


class LitDistill(nn.Module):
    def __init__(self, teacher, student, T=4.0, lam=0.7):
        super().__init__()
        self.teacher = teacher.eval()
        for p in self.teacher.parameters():
            p.requires_grad_(False)
        self.student = student
        self.T, self.lam = T, lam

    def distill_loss(self, s, t):
        log_p = F.log_softmax(s / self.T, dim=-1)
        q = F.softmax(t / self.T, dim=-1)
        kd = F.kl_div(log_p, q, reduction="none").sum(-1)
        return kd * self.T ** 2

    def training_step(self, batch, batch_idx):
        x, y = batch
        s = self.student(x)
        with torch.no_grad():
            t = self.teacher(x)
        hard = F.cross_entropy(s, y)
        soft = self.distill_loss(s, t)
        loss = (1 - self.lam) * hard + self.lam * soft
        acc = (s.argmax(-1) == y).float().mean()
        return {"loss": loss, "acc": acc}

    def configure_optimizers(self):
        return torch.optim.Adam(self.student.parameters(), lr=5e-3)


class Printer(Callback):
    def __init__(self):
        self.hist = []

    def on_batch_end(self, trainer, module, logs):
        self.hist.append([v.item() for v in logs.values()])

    def on_epoch_end(self, trainer, module):
        cols = list(zip(*self.hist))
        print("epoch", trainer.current_epoch, *(f"{sum(c) / len(c):.3f}" for c in cols))
        self.hist.clear()


def main():
    torch.manual_seed(0)
    teacher = nn.Sequential(nn.Linear(8, 64), nn.GELU(), nn.Linear(64, 10))
    student = nn.Linear(8, 10)
    x = torch.randn(48, 8)
    loader = DataLoader(TensorDataset(x, teacher(x).argmax(-1).detach()), batch_size=12)
    Trainer(max_epochs=2, callbacks=[Printer()], accumulate=2).fit(LitDistill(teacher, student), loader)


if __name__ == "__main__":
    main()
