# pip install paddlepaddle==3.3.1
import re
import warnings

with warnings.catch_warnings(action="ignore"):
    import paddle

paddle.seed(0)
net = paddle.nn.LayerDict({"frozen": paddle.nn.Linear(2, 2), "used": paddle.nn.Linear(2, 1)})
net.add_sublayer("idle", paddle.nn.Linear(2, 1))
for p in net["frozen"].parameters():
    p.stop_gradient = True
loss = net["used"](net["frozen"](paddle.ones([3, 2]))).square().mean()
try:
    paddle.grad(loss, net.parameters(), retain_graph=True)
except ValueError as error:
    print(re.search(r"The .+", str(error)).group())

trained = {name: p for name, p in net.named_parameters() if not p.stop_gradient}
grads = paddle.grad(loss, list(trained.values()), allow_unused=True)
print("None:", [name for name, grad in zip(trained, grads) if grad is None])
