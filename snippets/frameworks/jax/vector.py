# pip install jax==0.10.2
import jax
import jax.numpy as jnp

jax.config.update("jax_traceback_filtering", "off")
inputs = jnp.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = jnp.array([2.0, 6.0, 10.0, 14.0])
w = jnp.array([1.0, 1.0])


def loss(w):
    return (inputs @ w - targets) ** 2


jax.grad(loss)(w)  # TypeError: Gradient only defined for scalar-output functions. Output had shape: (4,).
