import torch


def clipped(x):
    return x if x < 1 else torch.ones(())  # RuntimeError: vmap: It looks like you're attempting to use a Tensor in some data-dependent control flow. We don't support that yet, please file an issue at https://github.com/pytorch/pytorch/issues .


torch.func.vmap(clipped)(torch.tensor([0.0, 2.0]))
