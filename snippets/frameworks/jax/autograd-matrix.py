# pip install autograd==1.9.1
import autograd.numpy as np
from autograd import grad


def density(angle):
    state = np.array([np.cos(angle), 1j * np.sin(angle)])
    return np.outer(state, np.conj(state))


grad(density)(0.3)  # TypeError: Grad only applies to real scalar-output functions. Try jacobian, elementwise_grad or holomorphic_grad.
