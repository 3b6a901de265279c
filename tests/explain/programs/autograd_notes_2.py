# 自动求导学习笔记：为什么非标量不能直接 backward
import torch

torch.manual_seed(0)

print('一、标量')
x = torch.arange(4.0, requires_grad=True)
y = 2 * torch.dot(x, x)
y.backward()
print(x.grad, x.grad == 4 * x)

print('二、非标量，会报错')
x.grad.zero_()
y = x * x
try:
    y.backward()
except RuntimeError as e:
    print('报错信息:', e)

print('三、传一个和 y 形状一样的 gradient 就行了')
y.backward(gradient=torch.ones_like(y))
print(x.grad)

print('四、等价的写法')
x.grad.zero_()
y = x * x
y.sum().backward()
print(x.grad)

print('五、分离计算')
x.grad.zero_()
y = x * x
u = y.detach()
z = u * x
z.sum().backward()
print(x.grad == u)


def f(a):
    b = a * 2
    while b.norm() < 1000:
        b = b * 2
    if b.sum() > 0:
        c = b
    else:
        c = 100 * b
    return c


print('六、控制流')
a = torch.randn(size=(), requires_grad=True)
d = f(a)
d.backward()
print(a.grad == d / a)

print('七、只计算一次图，第二次会怎样')
d = f(a)
d.backward()
for 次 in range(2):
    try:
        d.backward()
    except RuntimeError as e:
        print('第', 次 + 2, '次:', str(e)[:60], '...')

print('八、雅可比，一行一行地求')
v = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
w = torch.stack([v[0] * v[1], v[1] * v[2]])
J = torch.stack([torch.autograd.grad(wi, v, retain_graph=True)[0] for wi in w])
print(J)
