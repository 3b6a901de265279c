# pip install mindspore==2.10.0 numpy==1.26.4
import mindspore as ms

inputs = ms.Tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = ms.Tensor([2.0, 6.0, 10.0, 14.0])
w = ms.Tensor([1.0, 1.0])


def loss(w):
    outputs = inputs @ w
    return ((outputs - targets) ** 2).mean(), outputs


print(ms.grad(loss)(w))  # wrong
