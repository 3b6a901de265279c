# pip install jax==0.10.2 flax==0.12.8
import jax
import jax.numpy as jnp
from flax import nnx

jax.config.update("jax_traceback_filtering", "off")

model = nnx.Linear(2, 1, rngs=nnx.Rngs(0))
x = jnp.array([1.0, 2.0])


def output(model):
    return model(x)


nnx.grad(output)(model)  # TypeError: Gradient only defined for scalar-output functions. Output had shape: (1,).
