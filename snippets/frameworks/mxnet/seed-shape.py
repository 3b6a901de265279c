# pip install mxnet==1.9.1 numpy==1.23.5
from mxnet import autograd, np, npx

npx.set_np()
inputs = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = np.array([2.0, 6.0, 10.0, 14.0])
w = np.array([1.0, 1.0])
w.attach_grad()

with autograd.record():
    error = np.dot(inputs, w) - targets
    loss = error * error
loss.backward(np.array([10.0]))
print((w.grad == np.array([320.0, 400.0])).all())  # wrong
