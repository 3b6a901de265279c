"""CS homework 1: write your own autodiff. Compare with torch at the end."""
import numpy as np
import torch


class Tensor:
    def __init__(self, data, parents=(), op=""):
        self.data = np.asarray(data, dtype=np.float64)
        self.grad = np.zeros_like(self.data)
        self.parents, self.op = parents, op
        self._bw = lambda: None

    @property
    def shape(self):
        return self.data.shape

    def __add__(self, o):
        out = Tensor(self.data + o.data, (self, o), "+")

        def bw():
            self.grad += unbroadcast(out.grad, self.shape)
            o.grad += unbroadcast(out.grad, o.shape)
        out._bw = bw
        return out

    def __matmul__(self, o):
        out = Tensor(self.data @ o.data, (self, o), "@")

        def bw():
            self.grad += out.grad @ o.data.T
            o.grad += self.data.T @ out.grad
        out._bw = bw
        return out

    def relu(self):
        out = Tensor(np.maximum(self.data, 0), (self,), "relu")

        def bw():
            self.grad += (self.data > 0) * out.grad
        out._bw = bw
        return out

    def sq_err(self, y, axis=None):
        d = self.data - y
        out = Tensor((d ** 2).mean(axis=axis), (self,), "mse")

        def bw():
            self.grad += 2 * d / (d.size / out.data.size) * out.grad
        out._bw = bw
        return out

    def backward(self):
        if self.data.size != 1:
            raise RuntimeError(f"backward() needs a scalar output, this tensor has shape {self.shape}")
        topo, seen = [], set()

        def visit(t):
            if id(t) not in seen:
                seen.add(id(t))
                for p in t.parents:
                    visit(p)
                topo.append(t)
        visit(self)
        self.grad = np.ones_like(self.data)
        for t in reversed(topo):
            t._bw()


def unbroadcast(g, shape):
    while g.ndim > len(shape):
        g = g.sum(0)
    return g


rng = np.random.default_rng(0)
X, Y = rng.normal(size=(6, 3)), rng.normal(size=(6, 1))
W1, b1, W2 = (rng.normal(size=s) for s in ((3, 4), (4,), (4, 1)))

tw1 = torch.tensor(W1, requires_grad=True)
tl = ((torch.relu(torch.tensor(X) @ tw1 + torch.tensor(b1)) @ torch.tensor(W2) - torch.tensor(Y)) ** 2).mean()
tl.backward()
print("torch loss", round(tl.item(), 6))

w1 = Tensor(W1)
loss = ((Tensor(X) @ w1 + Tensor(b1)).relu() @ Tensor(W2)).sq_err(Y, axis=1)
print("mine loss", loss.data)
loss.backward()
print("max diff", np.abs(w1.grad - tw1.grad.numpy()).max())
