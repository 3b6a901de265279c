# lecture 7: what may one call backward() on?  (all the errors here are caught on purpose)
import torch
import torch.nn as nn


def attempt(title, fn):
    try:
        fn()
    except (RuntimeError, AttributeError) as err:
        print(f"{title:<28} -> {type(err).__name__}: {str(err).splitlines()[0][:45]}")
        return False
    print(f"{title:<28} -> ok")
    return True


class SafeTrainer:
    """Falls back to the mean when the criterion returns a vector."""

    def __init__(self, model, criterion):
        self.model = model
        self.criterion = criterion
        self.opt = torch.optim.SGD(model.parameters(), lr=0.1)
        self.fallbacks = 0

    def step(self, x, y):
        self.opt.zero_grad()
        loss = self.criterion(self.model(x), y)
        try:
            loss.backward()
        except RuntimeError as err:
            if "scalar" not in str(err):
                raise
            self.fallbacks += 1
            loss = loss.mean()
            loss.backward()
        self.opt.step()
        return loss.item()


def main():
    torch.manual_seed(70)
    w = torch.randn(4, requires_grad=True)
    v = w * 2
    attempt("vector", lambda: v.backward())
    attempt("vector with gradient", lambda: (w * 2).backward(torch.ones(4)))
    attempt("no graph", lambda: torch.ones(()).backward())
    s = (w ** 2).sum()
    attempt("scalar", s.backward)
    attempt("scalar, second time", s.backward)
    attempt("python float", lambda: s.item().backward())

    tr = SafeTrainer(nn.Linear(4, 1), nn.MSELoss(reduction="none"))
    for i in range(6):
        x = torch.randn(8, 4)
        out = tr.step(x, x.sum(1, keepdim=True))
        if i % 2 == 0:
            print(f"step {i} loss {out:.4f} fallbacks {tr.fallbacks}")


if __name__ == "__main__":
    main()
