"""MAML on sine waves, functional style."""
import math
import torch
import torch.nn.functional as F

torch.manual_seed(31)
K_SHOT, K_QUERY = 5, 5
INNER_LR, META_LR = 0.01, 1e-3


def init_params(h=20):
    g = lambda *s: (torch.randn(*s) / math.sqrt(s[-1])).requires_grad_()
    z = lambda *s: torch.zeros(*s).requires_grad_()
    return [g(h, 1), z(h), g(h, h), z(h), g(1, h), z(1)]


def forward(params, x):
    w1, b1, w2, b2, w3, b3 = params
    x = torch.relu(F.linear(x, w1, b1))
    x = torch.relu(F.linear(x, w2, b2))
    return F.linear(x, w3, b3)


def sample_task():
    amp = 0.1 + 4.9 * torch.rand(1)
    phase = math.pi * torch.rand(1)

    def draw(k):
        x = torch.rand(k, 1) * 10 - 5
        return x, amp * torch.sin(x - phase)

    return draw


def task_loss(params, x, y, reduce=False):
    err = (forward(params, x) - y) ** 2
    return err.mean() if reduce else err


def adapt(params, x, y, steps=2):
    fast = params
    for _ in range(steps):
        inner = task_loss(fast, x, y)
        grads = torch.autograd.grad(inner, fast, create_graph=True)
        fast = [p - INNER_LR * g for p, g in zip(fast, grads)]
    return fast


def meta_train(iters=4, tasks_per_batch=3):
    params = init_params()
    meta_opt = torch.optim.Adam(params, lr=META_LR)
    for it in range(iters):
        outer = []
        for _ in range(tasks_per_batch):
            draw = sample_task()
            fast = adapt(params, *draw(K_SHOT))
            outer.append(task_loss(fast, *draw(K_QUERY), reduce=True))
        meta_loss = torch.stack(outer).mean()
        meta_opt.zero_grad()
        meta_loss.backward()
        meta_opt.step()
        print(f"meta-iter {it:02d}  query mse {meta_loss.item():.4f}")


if __name__ == "__main__":
    meta_train()
