import math
from typing import Dict, List, Tuple

import torch
import torch.nn.functional as F
from torch.func import functional_call


class SineNet(torch.nn.Module):
    def __init__(self, width: int = 24) -> None:
        super().__init__()
        self.net = torch.nn.Sequential(
            torch.nn.Linear(1, width), torch.nn.Tanh(),
            torch.nn.Linear(width, width), torch.nn.Tanh(),
            torch.nn.Linear(width, 1),
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.net(x)


class SineTasks:
    def __init__(self, k_shot: int, seed: int = 0) -> None:
        self.k = k_shot
        self.g = torch.Generator().manual_seed(seed)

    def _xy(self, amp: float, phase: float) -> Tuple[torch.Tensor, torch.Tensor]:
        x = torch.rand(self.k, 1, generator=self.g) * 10 - 5
        return x, amp * torch.sin(x + phase)

    def sample(self):
        amp = 0.1 + 4.9 * torch.rand(1, generator=self.g).item()
        phase = math.pi * torch.rand(1, generator=self.g).item()
        return self._xy(amp, phase), self._xy(amp, phase)


class MAML:
    def __init__(self, model: SineNet, inner_lr: float = 0.01, outer_lr: float = 1e-3, inner_steps: int = 2):
        self.model = model
        self.inner_lr = inner_lr
        self.inner_steps = inner_steps
        self.meta_opt = torch.optim.Adam(model.parameters(), lr=outer_lr)

    def adapt(self, x, y) -> Dict[str, torch.Tensor]:
        fast = dict(self.model.named_parameters())
        for _ in range(self.inner_steps):
            inner = F.mse_loss(functional_call(self.model, fast, (x,)), y)
            grads = torch.autograd.grad(inner, list(fast.values()), create_graph=True)
            fast = {n: p - self.inner_lr * g for (n, p), g in zip(fast.items(), grads)}
        return fast

    def query_loss(self, fast, x, y):
        return F.mse_loss(functional_call(self.model, fast, (x,)), y)

    def outer_step(self, tasks: SineTasks, meta_batch: int) -> float:
        task_losses: List = []
        for _ in range(meta_batch):
            (xs, ys), (xq, yq) = tasks.sample()
            fast = self.adapt(xs, ys)
            q = self.query_loss(fast, xq, yq)
            task_losses.append(q.item())
        meta_loss = torch.as_tensor(sum(task_losses) / len(task_losses))
        self.meta_opt.zero_grad()
        meta_loss.backward()
        self.meta_opt.step()
        return float(meta_loss)


def main() -> None:
    torch.manual_seed(0)
    learner = MAML(SineNet())
    tasks = SineTasks(k_shot=5)
    for it in range(5):
        m = learner.outer_step(tasks, meta_batch=4)
        print(f"iter {it}: meta-loss {m:.4f}")


if __name__ == "__main__":
    main()
