# Lab 2 - Autograd by examples.  Student: M. K.
import torch
import torch.nn as nn

torch.manual_seed(0)


def section(title):
    print("\n" + "=" * 8, title, "=" * 8)


section("1. scalar output")
w = torch.tensor([1.0, -2.0, 3.0], requires_grad=True)
y = (w ** 2).sum()
y.backward()
print("dy/dw =", w.grad)

section("2. vector output")
w.grad = None
v = w ** 2
try:
    v.backward()
except RuntimeError as err:
    print("as expected:", type(err).__name__, "-", err)
v.backward(gradient=torch.ones_like(v))
print("vector-Jacobian product =", w.grad)

section("3. twice")
w.grad = None
s = (w * w).sum()
s.backward()
try:
    s.backward()
except RuntimeError as err:
    print("as expected:", str(err).split(".")[0])

section("4. leaf without grad")
c = torch.ones(3)
for flag in (False, True):
    c.requires_grad_(flag)
    try:
        (2 * c).sum().backward()
        print("flag", flag, "->", c.grad)
    except RuntimeError as err:
        print("flag", flag, "->", err)

section("5. everything together: linear regression")
X = torch.randn(30, 2)
target = X @ torch.tensor([[1.5], [-0.5]]) + 0.3
model = nn.Linear(2, 1)
opt = torch.optim.SGD(model.parameters(), lr=0.2)
per_sample = nn.MSELoss(reduction="none")
for epoch in range(30):
    opt.zero_grad()
    errors = per_sample(model(X), target)
    errors.mean().backward()
    opt.step()
print("weights", model.weight.data.tolist(), "bias", round(model.bias.item(), 3))
print("done.")
