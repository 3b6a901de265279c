import torch
from torch import nn

from checks import ALL


def warmup(net, x, y, steps=4):
    opt = torch.optim.SGD(net.parameters(), lr=0.05)
    for s in range(steps):
        out = ((net(x) - y) ** 2).mean(1)
        opt.zero_grad()
        try:
            out.backward()
        except RuntimeError:
            print("  (step %d: per-sample cost of shape %s, averaging)" % (s, tuple(out.shape)))
            out = out.mean()
            out.backward()
        opt.step()
    return out.item()


def main():
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 2))
    x, y = torch.randn(6, 4), torch.randn(6, 2)
    print("cost after warm-up: %.4f" % warmup(net, x, y))
    score = 0
    for title, fn in ALL:
        net.zero_grad()
        ok = fn(net, x, y)
        score += ok
        print(f"[{'ok' if ok else 'FAIL'}] {title}")
    print(f"{score}/{len(ALL)} checks passed")
    assert score == len(ALL)


if __name__ == "__main__":
    main()
