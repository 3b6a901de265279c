# pip install jax==0.10.2
import jax
import jax.numpy as jnp


def loss(z):
    return (jnp.abs(z) ** 2).sum()


z = jnp.array([3.0 + 4.0j])
gradient = jax.grad(loss)(z)
print(gradient, loss(z))
print("as it is:", loss(z - 0.1 * gradient))
print("conjugate:", loss(z - 0.1 * gradient.conj()))
