# pip install paddlepaddle==3.3.1
import warnings

with warnings.catch_warnings(action="ignore"):
    import paddle

w = paddle.to_tensor([1.0], stop_gradient=False)
for step in range(3):
    loss = (w - 3).square().sum()
    loss.backward()
    print(step, "loss has a graph:", not loss.stop_gradient, "no gradient:", w.grad is None)
    with paddle.no_grad():
        w.subtract_(0.1 * w.grad)
    w.clear_grad()
