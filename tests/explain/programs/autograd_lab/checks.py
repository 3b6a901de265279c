"""Each check returns True when torch behaves as the lecture notes say."""
import torch

ALL = []


def check(title):
    def wrap(fn):
        ALL.append((title, fn))
        return fn
    return wrap


def fails_with(text, fn, *a, **k):
    try:
        fn(*a, **k)
    except RuntimeError as err:
        return text in str(err)
    return False


@check("a vector has no backward() of its own")
def vector_loss(net, x, y):
    err = (net(x) - y) ** 2
    return fails_with("scalar outputs", err.backward)


@check("ones as the incoming gradient is the same as sum()")
def ones_is_sum(net, x, y):
    ps = list(net.parameters())
    e1 = ((net(x) - y) ** 2).sum(1)
    g1 = torch.autograd.grad(e1, ps, grad_outputs=torch.ones_like(e1))
    g2 = torch.autograd.grad(((net(x) - y) ** 2).sum(), ps)
    return all(torch.allclose(a, b) for a, b in zip(g1, g2))


@check("a graph can be walked only once")
def twice(net, x, y):
    cost = ((net(x) - y) ** 2).mean()
    cost.backward()
    return fails_with("second time", cost.backward)


@check("detach() cuts the graph")
def cut(net, x, y):
    cost = (net(x).detach() - y).abs().mean()
    return fails_with("does not require grad", cost.backward)
