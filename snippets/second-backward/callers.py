import os
import traceback

import torch

run, inside = torch.autograd.backward, os.path.dirname(torch.__file__) + os.sep


def backward(*args, **kwargs):
    frames = [each for each in traceback.extract_stack()[:-1] if inside not in each.filename]
    print([f"{os.path.basename(each.filename)}:{each.lineno} {each.name}" for each in frames[-2:]])
    run(*args, **kwargs)  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.


def criterion(model, x):
    loss = model(x).square().mean()
    loss.backward()
    return loss


def train_step(model, x):
    loss = criterion(model, x)
    loss.backward()


torch.autograd.backward = backward
torch.manual_seed(0)
train_step(torch.nn.Linear(2, 1), torch.ones(3, 2))
