# pip install tensorflow==2.21.0 keras==3.15.1
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy as np

inputs = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = np.array([[2.0], [6.0], [10.0], [14.0]])


def step(reduction):
    model = keras.Sequential([keras.layers.Dense(1, kernel_initializer="ones")])
    loss = keras.losses.MeanSquaredError(reduction=reduction)
    model.compile(keras.optimizers.SGD(0.01), loss)
    model.fit(inputs, targets, batch_size=4, verbose=0)
    return model.get_weights()[0].ravel()


print(step("sum_over_batch_size"))
print(step("none"))  # wrong
