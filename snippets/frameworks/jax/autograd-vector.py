# pip install autograd==1.9.1
import autograd.numpy as np
from autograd import grad

inputs = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = np.array([2.0, 6.0, 10.0, 14.0])
w = np.array([1.0, 1.0])


def loss(w):
    return (inputs @ w - targets) ** 2


grad(loss)(w)  # TypeError: Grad only applies to real scalar-output functions. Try jacobian, elementwise_grad or holomorphic_grad.
