import itertools

from torch import autograd

numbers = itertools.count()


class DType:
    is_floating_point, is_complex = True, False

    def __repr__(self):
        return "torch.float32"


float32 = DType()


class Metadata:
    def __init__(self, shape):
        self.shape, self.dtype = shape, float32


class Node:
    def __init__(self, name, shape, parents, **saved):
        self._name, self._input_metadata, self._number = name, [Metadata(shape)], next(numbers)
        self.next_functions = tuple((parent, 0) for parent in parents)
        for key, value in saved.items():
            setattr(self, f"_saved_{key}", value)

    def name(self):
        return self._name

    def _sequence_nr(self):
        return self._number


class Tensor:
    def __init__(self, shape, node=None, requires_grad=False):
        self._state = tuple(shape), node, requires_grad or node is not None
        self._leaf = None

    shape = property(lambda self: self._state[0])
    grad_fn = property(lambda self: self._state[1])
    requires_grad = property(lambda self: self._state[2])
    is_leaf = property(lambda self: self._state[1] is None)
    output_nr = property(lambda self: 0)
    _version = property(lambda self: 0)
    dtype = property(lambda self: float32)

    def _node(self):
        """The node that a gradient for this tensor flows to."""
        if self.grad_fn is not None or not self.requires_grad:
            return self.grad_fn
        if self._leaf is None:
            self._leaf = Node("torch::autograd::AccumulateGrad", self.shape, ())
            self._leaf.variable = self
        return self._leaf

    def _made(self, name, shape, *others, **saved):
        parents = [one._node() if isinstance(one, Tensor) else None for one in (self, *others)]
        node = Node(name, shape, parents, **saved) if any(parents) else None
        return Tensor(shape, node)

    def _wider(self, other):
        shapes = self.shape, other.shape if isinstance(other, Tensor) else ()
        return max(shapes, key=len)

    def __add__(self, other):
        return self._made("AddBackward0", self._wider(other), other)

    def __sub__(self, other):
        return self._made("SubBackward0", self._wider(other), other)

    def __mul__(self, other):
        return self._made("MulBackward0", self._wider(other), other)

    __radd__, __rmul__ = __add__, __mul__

    def square(self):
        return self._made("PowBackward0", self.shape, exponent=2)

    def sum(self, dim=None):
        return self._reduced("Sum", dim)

    def mean(self, dim=None):
        return self._reduced("Mean", dim)

    def _reduced(self, name, dim):
        if dim is None:
            return self._made(f"{name}Backward0", ())
        left = tuple(length for number, length in enumerate(self.shape) if number != dim)
        return self._made(f"{name}Backward1", left, dim=(dim,))

    def detach(self):
        return Tensor(self.shape)

    def backward(self):
        autograd.backward(self)
