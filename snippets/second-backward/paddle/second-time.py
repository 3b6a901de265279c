# pip install paddlepaddle==3.3.1
import os
import warnings

os.environ.update(GLOG_minloglevel="2")
with warnings.catch_warnings(action="ignore"):
    import paddle

paddle.seed(0)
net = paddle.nn.Sequential(paddle.nn.Linear(2, 4), paddle.nn.Tanh(), paddle.nn.Linear(4, 1))
optimizer = paddle.optimizer.SGD(0.1, parameters=net.parameters())
inputs = paddle.ones([3, 2])
loss = net(inputs).square().mean()
loss.backward()
try:
    loss.backward()
except SystemError as error:
    print(*[line for line in str(error).splitlines() if line.startswith("You")])

optimizer.clear_grad()
loss = net(inputs).square().mean()
loss.backward(retain_graph=True)
optimizer.step()
optimizer.clear_grad()
(fresh,) = paddle.grad(net(inputs).square().mean(), [net[0].weight])
loss.backward()
print("retained is fresh:", paddle.allclose(net[0].weight.grad, fresh).item())  # wrong
