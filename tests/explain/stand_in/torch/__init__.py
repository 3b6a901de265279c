"""A stand-in for torch: as much of it as the tool reads of a small program, for Pythons that have none."""

from torch import autograd, nn
from torch._tensor import Tensor, float32


class _C:
    pass


def ones(*shape, requires_grad=False):
    return Tensor(shape, requires_grad=requires_grad)


def is_grad_enabled():
    return True


__all__ = ["Tensor", "autograd", "float32", "is_grad_enabled", "nn", "ones"]
