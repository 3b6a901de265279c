# pip install paddlepaddle==3.3.1
import warnings

with warnings.catch_warnings(action="ignore"):
    import paddle

inputs = paddle.to_tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = paddle.to_tensor([2.0, 6.0, 10.0, 14.0])
w = paddle.to_tensor([1.0, 1.0], stop_gradient=False)

loss = (inputs @ w - targets) ** 2
loss.backward()
print(w.grad)
