import sys

import torch


class Library:
    def fit(self, model, criterion, inputs, targets):
        loss = criterion(model(inputs), targets)
        loss.backward()


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
Library().fit(model, torch.nn.MSELoss(reduction="none"), inputs, targets)
