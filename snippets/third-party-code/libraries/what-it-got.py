# pip install torch==2.13.0 skorch==1.4.0
import sys

import torch
from skorch import NeuralNetRegressor

original = torch.Tensor.backward


def backward(tensor, *args, **kwargs):
    caller = sys._getframe(1)
    print(caller.f_code.co_filename, caller.f_lineno, caller.f_code.co_name)
    for name, value in caller.f_locals.items():
        if isinstance(value, torch.Tensor):
            print(name, list(value.shape))
    return original(tensor, *args, **kwargs)  # RuntimeError: grad can be implicitly created only for scalar outputs


torch.Tensor.backward = backward
model = torch.nn.Linear(3, 2)
inputs, targets = torch.ones(4, 3), torch.zeros(4, 2)
criterion = torch.nn.MSELoss(reduction="none")
net = NeuralNetRegressor(model, criterion=criterion, lr=0.0, max_epochs=1, train_split=None, verbose=0)
net.fit(inputs, targets)
