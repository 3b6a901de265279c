# pip install mlx==0.32.4 mlx-cpu==0.32.4
import mlx.core as mx

inputs = mx.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = mx.array([2.0, 6.0, 10.0, 14.0])
w = mx.array([1.0, 1.0])


def loss(w):
    outputs = inputs @ w
    return ((outputs - targets) ** 2).mean(), outputs


(value, outputs), gradient = mx.value_and_grad(loss)(w)
print(gradient, outputs)
