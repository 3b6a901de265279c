# pip install mindspore==2.10.0 numpy==1.26.4
import mindspore as ms

inputs = ms.Tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
w = ms.Tensor([1.0, 1.0])


def amplitude(w):
    y = (inputs @ w).sum()
    return ms.ops.Complex()(y, 2 * y)


print(ms.grad(amplitude)(w))  # wrong
