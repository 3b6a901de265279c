# pip install tensorflow==2.21.0 torch==2.13.0
import tensorflow as tf
import torch

inputs = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]]
targets = [2.0, 6.0, 10.0, 14.0]

w = tf.Variable([1.0, 1.0])
with tf.GradientTape() as tape:
    loss = (tf.linalg.matvec(tf.constant(inputs), w) - targets) ** 2
print("TensorFlow, vector:", tape.gradient(loss, w).numpy())

w = torch.tensor([1.0, 1.0], requires_grad=True)
loss = (torch.tensor(inputs) @ w - torch.tensor(targets)) ** 2
print("PyTorch, sum():", torch.autograd.grad(loss.sum(), w, retain_graph=True)[0].numpy())
print("PyTorch, mean():", torch.autograd.grad(loss.mean(), w)[0].numpy())
