# pip install tensorflow==2.21.0
import keras
import tensorflow as tf

inputs = tf.constant([[0.0], [1.0], [2.0]])
targets = tf.constant([1.0, 3.0, 5.0])
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
optimizer = keras.optimizers.SGD(0.1)

for _ in range(200):
    with tf.GradientTape() as tape:
        errors = model(inputs) - targets
        loss = tf.reduce_mean(errors**2)
    optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
print(errors.shape, tf.round(model(inputs)))  # wrong
