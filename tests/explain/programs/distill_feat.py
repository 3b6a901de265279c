import copy
from collections import defaultdict

import torch
from torch import nn
import torch.nn.functional as F


class SmallNet(nn.Module):
    def __init__(self, width, n_cls=4):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, width, 3, 2, 1), nn.ReLU(), nn.Conv2d(width, width, 3, 2, 1), nn.ReLU())
        self.embed = nn.Linear(width, 16)
        self.cls = nn.Linear(16, n_cls)

    def forward(self, x):
        f = self.embed(self.stem(x).mean(dim=(2, 3)))
        return self.cls(F.relu(f)), f


class Distiller:
    """kd + hint + ce, weights from the ablation in table 4"""

    def __init__(self, teacher, student, T=4.0, weights=None):
        self.teacher = teacher.eval()
        self.student = student
        self.T = T
        self.weights = {'ce': 1.0, 'kd': 0.9, 'hint': 10.0, **(weights or {})}
        self.opt = torch.optim.SGD(student.parameters(), lr=0.05, momentum=0.9)
        self.log = defaultdict(list)

    def losses(self, x, y):
        with torch.no_grad():
            tl, tf = self.teacher(x)
        sl, sf = self.student(x)
        out = {}
        out['ce'] = F.cross_entropy(sl, y, label_smoothing=0.1)
        out['kd'] = F.kl_div(F.log_softmax(sl / self.T, -1),
                             F.softmax(tl / self.T, -1),
                             reduction='batchmean') * self.T ** 2
        out['hint'] = 1 - F.cosine_similarity(sf, tf, dim=-1)
        return out

    def step(self, x, y):
        d = self.losses(x, y)
        total = 0
        for k, v in d.items():
            total = total + self.weights[k] * v
        self.opt.zero_grad()
        total.backward()
        nn.utils.clip_grad_norm_(self.student.parameters(), 5.0)
        self.opt.step()
        for k, v in d.items():
            self.log[k].append(v.item())
        return total.item()


if __name__ == '__main__':
    torch.manual_seed(7)
    teacher = SmallNet(24)
    student = SmallNet(8)
    X = torch.randn(64, 3, 16, 16)
    Y = torch.randint(0, 4, (64,))

    # "pretrain" the teacher for a few steps
    opt = torch.optim.Adam(teacher.parameters(), 1e-3)
    for _ in range(3):
        opt.zero_grad()
        F.cross_entropy(teacher(X)[0], Y).backward()
        opt.step()

    best = copy.deepcopy(student.state_dict())
    D = Distiller(teacher, student)
    for it in range(8):
        idx = torch.randint(0, 64, (16,))
        l = D.step(X[idx], Y[idx])
        if it % 4 == 0:
            print(it, round(l, 4), {k: round(v[-1], 3) for k, v in D.log.items()})
    print('done')
