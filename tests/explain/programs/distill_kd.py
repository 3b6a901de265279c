"""Knowledge distillation, teacher -> student."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from functools import partial

torch.manual_seed(0)
T = 4.0
ALPHA = 0.7
N_CLASSES = 6


def net(width):
    return nn.Sequential(nn.Linear(12, width), nn.ReLU(), nn.Linear(width, N_CLASSES))


def soft_targets(student_logits, teacher_logits, temperature, reduction="batchmean"):
    log_p = F.log_softmax(student_logits / temperature, dim=-1)
    q = F.softmax(teacher_logits / temperature, dim=-1)
    kd = F.kl_div(log_p, q, reduction=reduction)
    return kd * temperature ** 2


kd_loss = partial(soft_targets, temperature=T, reduction="none")
ce_loss = nn.CrossEntropyLoss(label_smoothing=0.1)


def accuracy(logits, y):
    return (logits.argmax(-1) == y).float().mean().item()


def pretrain_teacher(teacher, x, y, steps=20):
    opt = torch.optim.Adam(teacher.parameters(), lr=1e-2)
    for _ in range(steps):
        opt.zero_grad()
        ce_loss(teacher(x), y).backward()
        opt.step()
    print("teacher acc: %.3f" % accuracy(teacher(x), y))
    for p in teacher.parameters():
        p.requires_grad_(False)
    return teacher.eval()


def distill(student, teacher, x, y, epochs=3):
    opt = torch.optim.SGD(student.parameters(), lr=0.1)
    for epoch in range(epochs):
        perm = torch.randperm(x.size(0))
        for idx in perm.split(10):
            s = student(x[idx])
            with torch.no_grad():
                t = teacher(x[idx])
            hard = ce_loss(s, y[idx])
            soft = kd_loss(s, t)
            loss = ALPHA * soft + (1 - ALPHA) * hard
            opt.zero_grad()
            loss.backward()
            opt.step()
        print("epoch %d  loss %.4f  student acc %.3f" % (epoch, loss.item(), accuracy(student(x), y)))


def main():
    x = torch.randn(50, 12)
    y = torch.randint(0, N_CLASSES, (50,))
    teacher = pretrain_teacher(net(64), x, y)
    distill(net(8), teacher, x, y)


if __name__ == "__main__":
    main()
