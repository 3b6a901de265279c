# Ported from my old TF 1.x / Keras code (sparse autoencoder for sensor readings).
# I kept the small wrappers so that the rest of the file reads like before.
import numpy as np
import torch

FLAGS = dict(n_input=10, n_hidden=6, learning_rate=0.05, batch_size=20,
             training_epochs=3, rho=0.1, beta=0.3, display_step=1)


# ---- tf-like helpers -------------------------------------------------------
def placeholder_batch(X, n):
    i = np.random.randint(0, len(X) - n)
    return torch.from_numpy(X[i:i + n])


def matmul(a, b): return torch.matmul(a, b)


def square(t): return t * t


def reduce_sum(t, axis=None):
    return t.sum() if axis is None else t.sum(axis)


def reduce_mean(t, axis=-1):
    return t.mean() if axis is None else t.mean(axis)


def get_variable(name, shape, stddev=0.1):
    v = (torch.randn(*shape) * stddev).requires_grad_()
    VARIABLES[name] = v
    return v


VARIABLES = {}

# ---- "graph" ---------------------------------------------------------------
np.random.seed(1)
torch.manual_seed(1)

W_enc = get_variable("W_enc", [FLAGS["n_input"], FLAGS["n_hidden"]])
b_enc = get_variable("b_enc", [FLAGS["n_hidden"]])
W_dec = get_variable("W_dec", [FLAGS["n_hidden"], FLAGS["n_input"]])
b_dec = get_variable("b_dec", [FLAGS["n_input"]])


def encoder(x):
    return torch.sigmoid(matmul(x, W_enc) + b_enc)


def decoder(h):
    return matmul(h, W_dec) + b_dec


def kl_divergence(rho, rho_hat):
    return rho * torch.log(rho / rho_hat) + (1 - rho) * torch.log((1 - rho) / (1 - rho_hat))


# ---- "session" -------------------------------------------------------------
X_train = np.random.rand(200, FLAGS["n_input"]).astype(np.float32)
train_op = torch.optim.Adagrad(VARIABLES.values(), lr=FLAGS["learning_rate"])
total_batch = len(X_train) // FLAGS["batch_size"]

for epoch in range(FLAGS["training_epochs"]):
    avg_cost = 0.
    for i in range(total_batch):
        x = placeholder_batch(X_train, FLAGS["batch_size"])
        h = encoder(x)
        y = decoder(h)
        rho_hat = reduce_mean(h, axis=0)
        sparsity = reduce_sum(kl_divergence(FLAGS["rho"], rho_hat))
        cost = reduce_mean(square(y - x)) + FLAGS["beta"] * sparsity
        train_op.zero_grad()
        cost.backward()
        train_op.step()
        avg_cost += float(cost) / total_batch
    if epoch % FLAGS["display_step"] == 0:
        print("Epoch: %04d cost= %.9f" % (epoch + 1, avg_cost))
print("Optimization Finished!")
