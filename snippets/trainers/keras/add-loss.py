# pip install torch==2.13.0 keras==3.15.1
import os

import torch

os.environ["KERAS_BACKEND"] = "torch"
import keras


class Penalty(keras.layers.Layer):
    def call(self, inputs):
        self.add_loss(keras.ops.mean(inputs**2, axis=-1))
        return inputs


class MeanPenalty(keras.layers.Layer):
    def call(self, inputs):
        self.add_loss(keras.ops.mean(inputs**2))
        return inputs


for layer in (Penalty(), MeanPenalty()):
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.layers.Dense(1), layer])
    model.compile(optimizer="sgd")
    model.fit(torch.eye(4, 2), verbose=0)
    print(type(layer).__name__, model.layers[0].kernel.value.grad.squeeze())  # wrong
