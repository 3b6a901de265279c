# pip install paddlepaddle==3.3.1
import os
import re
import warnings

os.environ.update(GLOG_minloglevel="3")
with warnings.catch_warnings(action="ignore"):
    import paddle
    from paddle.nn import functional

points = paddle.to_tensor([[0.3], [0.7]], stop_gradient=False)
w = paddle.to_tensor([1.5], stop_gradient=False)
for name in ["tanh", "sigmoid", "silu", "swish", "gelu", "softplus"]:
    w.clear_grad()
    u = getattr(functional, name)(points * w)
    try:
        (u_x,) = paddle.grad(u.sum(), points, create_graph=True)
        (u_xx,) = paddle.grad(u_x.sum(), points, create_graph=True)
        u_xx.square().mean().backward()
        print(name, "reaches the weight:", w.grad.item() != 0)
    except RuntimeError as error:
        print(name, "raises:", re.search(r"The .+?[.]", str(error)).group())
