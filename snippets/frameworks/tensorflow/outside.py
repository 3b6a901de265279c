# pip install tensorflow==2.21.0 keras==3.15.1
import keras
import tensorflow as tf

inputs = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = tf.constant([2.0, 6.0, 10.0, 14.0])
w = tf.Variable([1.0, 1.0])
optimizer = keras.optimizers.SGD()

with tf.GradientTape() as tape:
    gain = -tf.reduce_mean((tf.linalg.matvec(inputs, w) - targets) ** 2)
gradient = tape.gradient(-gain, [w])
print(gradient)
optimizer.apply_gradients(zip(gradient, [w]))  # ValueError: No gradients provided for any variable.
