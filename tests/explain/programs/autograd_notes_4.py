# my notes on autograd, ch. 2 of the study group (run top to bottom)
import torch


def title(s):
    print("\n" + s + "\n" + "-" * len(s))


torch.manual_seed(0)

title("1. a scalar is easy")
x = torch.arange(4.0, requires_grad=True)
y = 2 * torch.dot(x, x)
y.backward()
print("x.grad == 4x ?", torch.equal(x.grad, 4 * x))

title("2. a vector is not")
x.grad = None
y = x * x
try:
    y.backward()
except RuntimeError as err:
    print("as promised in the lecture ->", err)

y.sum().backward()
print("sum first:", x.grad.tolist())

title("3. or give the vector for the vjp yourself")
x.grad = None
y = x ** 3
v = torch.tensor([1.0, 0.0, 0.0, 2.0])
y.backward(v)
print("v * 3x^2:", x.grad.tolist())

title("4. twice through the same graph")
a = torch.randn(3, requires_grad=True)
b = (a.exp() * a).sum()
b.backward()
for attempt in range(2):
    try:
        b.backward()
        print("attempt", attempt, "worked?!")
    except RuntimeError as e:
        print("attempt", attempt, "->", str(e).split(".")[0])

title("5. jacobian, row by row")


def f(z):
    return torch.stack([z[0] * z[1], z[1].sin(), z.sum()])


z = torch.tensor([1.0, 2.0], requires_grad=True)
out = f(z)
rows = []
for i in range(len(out)):
    (g,) = torch.autograd.grad(out[i], z, retain_graph=True)
    rows.append(g)
J = torch.stack(rows)
print(J)
print("same as autograd.functional:", torch.allclose(J, torch.autograd.functional.jacobian(f, z)))

title("6. detach")
u = torch.ones(2, requires_grad=True)
w = (u * 3).detach()
try:
    w.sum().backward()
except RuntimeError as e:
    print("no graph:", type(e).__name__)
print("\nend of notes")
