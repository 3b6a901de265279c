"""Semi-supervised consistency training (mean teacher), unlabeled phase."""
import copy

import torch
import torch.nn as nn
import torch.nn.functional as F


class SmallNet(nn.Module):
    def __init__(self, n_cls=4):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, stride=2, padding=1)
        self.gn = nn.GroupNorm(4, 16)
        self.fc = nn.Linear(16, n_cls)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.relu(self.gn(self.conv2(x)))
        return self.fc(x.mean((2, 3)))


class MeanTeacher:
    def __init__(self, cfg):
        self.cfg = cfg
        self.student = SmallNet()
        self.teacher = copy.deepcopy(self.student)
        self.opt = torch.optim.SGD(self.student.parameters(), lr=cfg["lr"], momentum=0.9, nesterov=True)
        self.step_no = 0

    def supervised(self, x, y):
        return F.cross_entropy(self.student(x), y)

    def consistency(self, x):
        weak = x + self.cfg["weak"] * torch.randn_like(x)
        strong = x + self.cfg["strong"] * torch.randn_like(x)
        with torch.no_grad():
            target = self.teacher(weak).softmax(1)
            conf = target.max(1).values
            logp = self.student(strong).log_softmax(1)
        mask = (conf > self.cfg["thr"]).float()
        per_image = F.kl_div(logp, target, reduction="none").sum(1)
        return (mask * per_image).mean()

    def ramp(self):
        return min(1.0, (self.step_no + 1) / self.cfg["ramp"])

    def update(self, loss):
        self.opt.zero_grad()
        loss.backward()
        self.opt.step()
        self.step_no += 1
        with torch.no_grad():
            a = min(1 - 1 / (self.step_no + 1), 0.99)
            for pt, ps in zip(self.teacher.parameters(), self.student.parameters()):
                pt.mul_(a).add_(ps, alpha=1 - a)
        return loss.item()


def main():
    torch.manual_seed(18)
    mt = MeanTeacher({"lr": 0.05, "weak": 0.05, "strong": 0.5, "thr": 0.2, "ramp": 10})
    xl, yl = torch.randn(8, 3, 12, 12), torch.randint(0, 4, (8,))
    for epoch in range(3):
        sup = mt.update(mt.supervised(xl, yl))
        unsup_losses = []
        for _ in range(3):
            xu = torch.randn(12, 3, 12, 12)
            w = mt.ramp()
            l_u = w * mt.consistency(xu)
            unsup_losses.append(mt.update(l_u))
        print(f"epoch {epoch}: sup {sup:.4f} unsup {sum(unsup_losses) / 3:.5f}")


if __name__ == "__main__":
    main()
