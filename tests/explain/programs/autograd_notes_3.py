"""Lecture 4 companion: what autograd allows and what not. Every cell must run."""
import torch
from contextlib import contextmanager

torch.manual_seed(4)


@contextmanager
def expect(exc, text):
    try:
        yield
    except exc as e:
        assert text in str(e), e
        print("   (as announced)", type(e).__name__ + ":", str(e).splitlines()[0][:60])
    else:
        raise AssertionError("should have failed: " + text)


print("1. backward() of a vector")
w = torch.randn(3, requires_grad=True)
X = torch.randn(5, 3)
y = torch.randn(5)
r = X @ w - y
with expect(RuntimeError, "scalar outputs"):
    (r ** 2).backward()
(r ** 2).mean().backward()
print("   grad", w.grad)

print("2. twice through one graph")
w.grad = None
L = ((X @ w - y) ** 2).mean()
L.backward()
try:
    L.backward()
except RuntimeError as err:
    print("   second time:", str(err)[:45], "...")
L = ((X @ w - y) ** 2).mean()
L.backward(retain_graph=True)
L.backward()
print("   grad norm %.3f" % w.grad.norm())

print("3. vector-Jacobian products")
z = torch.tanh(X @ w)
v = torch.ones_like(z) / len(z)
(g,) = torch.autograd.grad(z, w, grad_outputs=v, retain_graph=True)
J = torch.stack([torch.autograd.grad(zi, w, retain_graph=True)[0] for zi in z])
assert torch.allclose(v @ J, g)
z.backward(v)

print("4. no graph")
with expect(RuntimeError, "does not require grad"):
    (X.sum() * 2).backward()

print("5. in place on a leaf")
with expect(RuntimeError, "leaf Variable"):
    w += 1
with torch.no_grad():
    w -= 0.1 * w.grad

print("6. gradient descent, finally")
for k in range(20):
    w.grad = None
    per_sample = (X @ w - y) ** 2
    loss = per_sample.mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    if k % 10 == 0:
        print("   %2d %.4f  worst sample %.4f" % (k, loss.item(), per_sample.max().item()))
print("done")
