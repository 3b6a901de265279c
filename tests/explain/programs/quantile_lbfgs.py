import functools
import torch

torch.manual_seed(8)
QUANTILES = torch.tensor([0.1, 0.5, 0.9])


def logged(every):
    """remember each value that the function returns, print some of them"""

    def deco(fn):
        calls = []

        @functools.wraps(fn)
        def inner(*a, **k):
            out = fn(*a, **k)
            calls.append(out.detach().mean().item())
            if len(calls) % every == 1:
                print(f"{fn.__name__} #{len(calls)}: {calls[-1]:.4f}")
            return out

        inner.calls = calls
        return inner

    return deco


@logged(every=10)
def pinball(q_hat, y):
    e = y.unsqueeze(1) - q_hat
    return torch.maximum(QUANTILES * e, (QUANTILES - 1) * e).mean(dim=0)


def features(x, degree=3):
    return torch.stack([x ** k for k in range(degree + 1)], dim=1)


x = torch.rand(60) * 2 - 1
y = x ** 2 + (0.1 + 0.2 * x.abs()) * torch.randn(60)
A = features(x)
coef = torch.zeros(A.shape[1], 3, requires_grad=True)
solver = torch.optim.LBFGS([coef], lr=0.2, max_iter=15, line_search_fn="strong_wolfe")


def closure():
    solver.zero_grad()
    obj = pinball(A @ coef, y)
    obj.backward()
    return obj


for sweep in range(3):
    solver.step(closure)

with torch.no_grad():
    below = (y.unsqueeze(1) < A @ coef).float().mean(0)
print("coverage:", [round(v, 2) for v in below.tolist()])
