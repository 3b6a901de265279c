# pip install mxnet==1.9.1 numpy==1.23.5
import mxnet as mx
from mxnet import autograd, gluon, nd

inputs = nd.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = nd.array([[2.0], [6.0], [10.0], [14.0]])
net = gluon.nn.Dense(1, use_bias=False)
net.initialize(mx.init.One())
trainer = gluon.Trainer(net.collect_params(), "sgd", {"learning_rate": 0.01})
squared = gluon.loss.L2Loss()

with autograd.record():
    loss = squared(net(inputs), targets)
loss.backward()
print(loss.shape, net.weight.grad().asnumpy())
trainer.step(batch_size=4)
print(net.weight.data().asnumpy())
