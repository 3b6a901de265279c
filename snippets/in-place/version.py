import torch


def normalise(points):
    return points.renorm_(2, 0, 1.0)


x = torch.tensor([[3.0, 4.0], [0.0, 2.0]], requires_grad=True)
y = x.relu()
print(y._version)
z = 2 * y
print(y._version)
positive = normalise(y)
print(y._version)
negative = normalise(y)
print(y._version)
