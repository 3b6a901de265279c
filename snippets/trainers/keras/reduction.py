# pip install torch==2.13.0 keras==3.15.1
import os

import torch

os.environ["KERAS_BACKEND"] = "torch"
import keras

keras.utils.set_random_seed(0)
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss=keras.losses.MeanSquaredError(reduction="none"))
model.fit(torch.eye(4, 2), torch.ones(4, 1), verbose=0)  # RuntimeError: grad can be implicitly created only for scalar outputs
