import argparse
import math
from typing import NamedTuple

import torch

from losses import get_criterion
from maml import MAML, SineNet


class Task(NamedTuple):
    xs: torch.Tensor
    ys: torch.Tensor
    xq: torch.Tensor
    yq: torch.Tensor


def sample_task(shots):
    amp = 0.1 + 4.9 * torch.rand(1)
    phase = math.pi * torch.rand(1)
    x = 10 * torch.rand(2 * shots, 1) - 5
    y = amp * torch.sin(x + phase)
    return Task(x[:shots], y[:shots], x[shots:], y[shots:])


def parse():
    p = argparse.ArgumentParser()
    p.add_argument("--criterion", default="mse")
    p.add_argument("--shots", type=int, default=10)
    p.add_argument("--meta-batch", type=int, default=4)
    p.add_argument("--iterations", type=int, default=5)
    p.add_argument("--meta-lr", type=float, default=1e-3)
    return p.parse_args()


def main():
    args = parse()
    torch.manual_seed(2021)
    maml = MAML(SineNet(), get_criterion(args.criterion))
    meta_opt = torch.optim.Adam(maml.parameters(), lr=args.meta_lr)
    print("criterion:", args.criterion, "| shots:", args.shots)
    for it in range(args.iterations):
        meta_opt.zero_grad()
        query = [maml(sample_task(args.shots)) for _ in range(args.meta_batch)]
        meta_loss = torch.stack(query).mean()
        meta_loss.backward()
        meta_opt.step()
        print(f"iter {it:3d}  meta loss {meta_loss.item():.4f}")


if __name__ == "__main__":
    main()
