# pip install jax==0.10.2
import jax
import jax.numpy as jnp

jax.config.update("jax_traceback_filtering", "off")
x = jnp.array([1.0, 3.0, 2.0])


def best(x):
    return jnp.argmax(x)


jax.grad(best)(x)  # TypeError: grad requires real-valued outputs (output dtype that is a sub-dtype of np.floating), but got int32. For differentiation of functions with integer outputs, use jax.vjp directly.
