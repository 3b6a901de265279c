import functools
from collections import defaultdict

import torch
import torch.nn as nn
import torch.nn.functional as F


class GradMonitor:
    """Collects gradient norms of activations while backward runs."""

    def __init__(self, layers):
        self.stats = {name: [] for name in layers}
        self.hist = defaultdict(int)

    def _save(self, grad, name):
        self.stats[name].append(grad.norm().item())
        self.hist[name] += 1

    def watch(self, name, t):
        if t.requires_grad:
            t.register_hook(functools.partial(self._save, name=name))
        return t


class Student(nn.Module):
    def __init__(self, monitor):
        super().__init__()
        self.fc1, self.fc2, self.fc3 = nn.Linear(12, 16), nn.Linear(16, 16), nn.Linear(16, 4)
        self.monitor = monitor

    def forward(self, x):
        h1 = self.monitor.watch("fc1", F.relu(self.fc1(x)))
        h2 = self.monitor.watch("fc2", F.relu(self.fc2(h1)))
        return self.monitor.watch("fc3", self.fc3(h2))


def kd_loss(student_logits, teacher_logits, y, T=4.0, alpha=0.7):
    soft = F.kl_div(F.log_softmax(student_logits / T, 1), F.softmax(teacher_logits / T, 1),
                    reduction="batchmean") * T * T
    return alpha * soft + (1 - alpha) * F.cross_entropy(student_logits, y)


def main():
    torch.manual_seed(31)
    teacher = nn.Sequential(nn.Linear(12, 64), nn.ReLU(), nn.Linear(64, 4)).eval()
    monitor = GradMonitor(["fc1", "fc2", "head"])
    student = Student(monitor)
    opt = torch.optim.Adam(student.parameters(), lr=1e-3)
    for step in range(5):
        x, y = torch.randn(10, 12), torch.randint(0, 4, (10,))
        with torch.no_grad():
            t_logits = teacher(x)
        loss = kd_loss(student(x), t_logits, y)
        print(f"step {step} loss {loss.item():.4f}")
        opt.zero_grad()
        loss.backward()
        opt.step()
    print({k: sum(v) / len(v) for k, v in monitor.stats.items()})


main()
