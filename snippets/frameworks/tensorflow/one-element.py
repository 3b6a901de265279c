# pip install tensorflow==2.21.0
import tensorflow as tf

inputs = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = tf.constant([2.0, 6.0, 10.0, 14.0])
w = tf.Variable([1.0, 1.0])

with tf.GradientTape() as tape:
    loss = (tf.linalg.matvec(inputs[:1], w) - targets[:1]) ** 2
print(loss.shape, tape.gradient(loss, w))
