# pip install jax==0.10.2
import jax
import jax.numpy as jnp

jax.config.update("jax_traceback_filtering", "off")
inputs = jnp.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = jnp.array([2.0, 6.0, 10.0, 14.0])
w = jnp.array([1.0, 1.0])


def loss(w):
    return (inputs @ w - targets) ** 2


values, pull_back = jax.vjp(loss, w)
pull_back(jnp.array(1.0))  # ValueError: unexpected JAX type (e.g. shape/dtype) for argument to VJP function: got float32[], but expected float32[4] because the corresponding output of the differentiated function had JAX type float32[4]
