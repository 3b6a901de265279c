# pip install jax==0.10.2
import jax
import jax.numpy as jnp


def loss(z):
    return jnp.abs(z) ** 2


z = jnp.array(3.0 + 1.0j)
print(jax.grad(loss)(z))
print(jnp.conj(jax.grad(loss)(z)))
