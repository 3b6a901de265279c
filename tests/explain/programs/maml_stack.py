import math
import torch
import torch.nn.functional as F


class SineTasks:
    def __init__(self, k_shot=5, k_query=10):
        self.k_shot, self.k_query = k_shot, k_query

    def __iter__(self):
        return self

    def __next__(self):
        amp = 0.1 + 4.9 * torch.rand(1)
        phase = math.pi * torch.rand(1)
        x = 10 * torch.rand(self.k_shot + self.k_query, 1) - 5
        y = amp * torch.sin(x + phase)
        return (x[:self.k_shot], y[:self.k_shot]), (x[self.k_shot:], y[self.k_shot:])


def init_weights(h=20):
    shapes = [(h, 1), (h,), (h, h), (h,), (1, h), (1,)]
    return [(torch.randn(s) / math.sqrt(s[-1]) if len(s) == 2 else torch.zeros(s)).requires_grad_() for s in shapes]


def forward(x, w):
    for i in range(0, len(w), 2):
        x = F.linear(x, w[i], w[i + 1])
        if i + 2 < len(w):
            x = x.relu()
    return x


def adapt(w, support, lr, n_steps):
    x, y = support
    for _ in range(n_steps):
        inner = F.mse_loss(forward(x, w), y)
        grads = torch.autograd.grad(inner, w, create_graph=True)
        w = [wi - lr * gi for wi, gi in zip(w, grads)]
    return w


class MetaLearner:
    def __init__(self, tasks, meta_batch=6, inner_lr=0.01, meta_lr=1e-3, inner_steps=2):
        self.tasks = tasks
        self.meta_batch = meta_batch
        self.inner_lr = inner_lr
        self.inner_steps = inner_steps
        self.weights = init_weights()
        self.meta_opt = torch.optim.Adam(self.weights, lr=meta_lr)

    def query_loss(self, task):
        support, (xq, yq) = task
        fast = adapt(self.weights, support, self.inner_lr, self.inner_steps)
        return F.mse_loss(forward(xq, fast), yq)

    def outer_step(self):
        meta_loss = torch.stack([
            self.query_loss(task)
            for _, task in zip(range(self.meta_batch), self.tasks)
        ])
        self.meta_opt.zero_grad()
        try:
            meta_loss.backward()
        except RuntimeError as e:
            print(f"meta update failed ({meta_loss.mean().item():.3f} over {self.meta_batch} tasks)")
            raise e
        self.meta_opt.step()
        return meta_loss.detach()

    def run(self, n):
        for it in range(n):
            l = self.outer_step()
            print(f"iter {it}: mean query loss {l.mean().item():.4f}  worst {l.max().item():.4f}")


if __name__ == "__main__":
    torch.manual_seed(77)
    MetaLearner(SineTasks()).run(4)
