# pip install jax==0.10.2
import jax
import jax.numpy as jnp

jax.config.update("jax_traceback_filtering", "off")
inputs = jnp.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
w = jnp.array([1.0, 1.0])


def amplitude(w):
    return (inputs @ w).sum() * (1 + 2j)


jax.grad(amplitude)(w)  # TypeError: grad requires real-valued outputs (output dtype that is a sub-dtype of np.floating), but got complex64. For holomorphic differentiation, pass holomorphic=True. For differentiation of non-holomorphic functions involving complex outputs, use jax.vjp directly.
