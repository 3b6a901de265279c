# pip install mxnet==1.9.1 numpy==1.23.5
from mxnet import autograd, nd

inputs = nd.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = nd.array([2.0, 6.0, 10.0, 14.0])
w = nd.array([1.0, 1.0])
w.attach_grad()

with autograd.record():
    loss = (nd.dot(inputs, w) - targets) ** 2
loss.backward()
print(w.grad)
