# pip install torch==2.13.0 keras==3.15.1
import os

import torch

os.environ["KERAS_BACKEND"] = "torch"
import keras


class Model(keras.Sequential):
    def train_step(self, data):
        inputs, targets = data
        self.zero_grad()
        loss = torch.mean((self(inputs) - targets) ** 2)
        loss.backward()
        variables = self.trainable_weights
        with torch.no_grad():
            self.optimizer.apply([variable.value.grad for variable in variables], variables)
        return {"loss": loss}


keras.utils.set_random_seed(0)
model = Model([keras.layers.Dense(1)])
model.compile(optimizer="sgd")
model.fit(torch.eye(4, 2), torch.ones(4, 1), verbose=0)
print(model.layers[0].kernel.value.grad)
