# pip install jax==0.10.2
import jax
import jax.numpy as jnp

inputs = jnp.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = jnp.array([2.0, 6.0, 10.0, 14.0])
w = jnp.array([1.0, 1.0])


def loss(w):
    outputs = inputs @ w
    return ((outputs - targets) ** 2).mean(), outputs


(value, outputs), gradient = jax.value_and_grad(loss, has_aux=True)(w)
print(value, outputs, gradient)
