"""5-shot sine regression, functional MAML. second order."""
import math
import torch
import torch.nn.functional as F


def init_params(h=20):
    g = torch.Generator().manual_seed(0)
    P = {
        'w1': torch.randn(h, 1, generator=g) * 0.5,
        'b1': torch.zeros(h),
        'w2': torch.randn(h, h, generator=g) / math.sqrt(h),
        'b2': torch.zeros(h),
        'gate': torch.ones(h),
        'w3': torch.randn(1, h, generator=g) / math.sqrt(h),
        'b3': torch.zeros(1),
    }
    return {k: v.requires_grad_() for k, v in P.items()}


def net(x, P, gated=False):
    z = torch.relu(F.linear(x, P['w1'], P['b1']))
    z = torch.relu(F.linear(z, P['w2'], P['b2']))
    if gated:
        z = z * torch.sigmoid(P['gate'])
    return F.linear(z, P['w3'], P['b3'])


class SineTasks:
    def __init__(self, k=5, seed=1):
        self.k = k
        self.rng = torch.Generator().manual_seed(seed)

    def sample(self):
        amp, ph = torch.rand(2, generator=self.rng) * torch.tensor([4.9, math.pi]) + torch.tensor([0.1, 0.])
        x = torch.rand(2 * self.k, 1, generator=self.rng) * 10 - 5
        y = amp * torch.sin(x + ph)
        return x[:self.k], y[:self.k], x[self.k:], y[self.k:]


class MAML:
    def __init__(self, inner_lr=0.01, outer_lr=1e-3, inner_steps=2):
        self.P = init_params()
        self.inner_lr = inner_lr
        self.inner_steps = inner_steps
        self.opt = torch.optim.Adam(self.P.values(), lr=outer_lr)

    def adapt(self, xs, ys):
        fast = dict(self.P)
        for _ in range(self.inner_steps):
            inner = F.mse_loss(net(xs, fast), ys)
            grads = torch.autograd.grad(inner, list(fast.values()), create_graph=True)
            fast = {k: v if g is None else v - self.inner_lr * g for (k, v), g in zip(fast.items(), grads)}
        return fast

    def meta_step(self, tasks, n=4):
        meta = 0.
        for _ in range(n):
            xs, ys, xq, yq = tasks.sample()
            fast = self.adapt(xs, ys)
            meta = meta + F.mse_loss(net(xq, fast, gated=True), yq)
        meta = meta / n
        self.opt.zero_grad()
        meta.backward()
        self.opt.step()
        return meta.item()


learner = MAML()
tasks = SineTasks()
for it in range(6):
    m = learner.meta_step(tasks)
    print(f'[{it}] meta loss {m:.4f}')
