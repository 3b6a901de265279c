# pip install autograd==1.9.1
import autograd.numpy as np
from autograd import grad


def density(angle):
    state = np.array([np.cos(angle), 1j * np.sin(angle)])
    return np.outer(state, np.conj(state))


def expectation(angle):
    observable = np.array([[1.0, 0.0], [0.0, -1.0]])
    return np.real(np.trace(observable @ density(angle)))


print(round(grad(expectation)(0.3).real, 4), round(-2 * np.sin(0.6), 4))
