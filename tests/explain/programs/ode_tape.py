# Solving y' = -2 t y, y(0) = 1 with a small network.
# Translated from my TensorFlow notebook, so `gradient` plays the role of tape.gradient
import numpy as np
import torch

torch.manual_seed(12)
np.random.seed(12)

NUM_POINTS = 32
T_MAX = 2.0
t_train = np.linspace(0, T_MAX, NUM_POINTS).astype(np.float32)[:, None]


class Dense(torch.nn.Module):
    def __init__(self, n_in, units, activation=None):
        super().__init__()
        self.kernel = torch.nn.Parameter(torch.randn(n_in, units) / n_in ** 0.5)
        self.bias = torch.nn.Parameter(torch.zeros(units))
        self.activation = activation or (lambda z: z)

    def forward(self, x):
        return self.activation(x @ self.kernel + self.bias)


model = torch.nn.Sequential(
    Dense(1, 20, torch.tanh),
    Dense(20, 20, torch.tanh),
    Dense(20, 1),
)


def trial(t):
    # satisfies y(0) = 1 whatever the network says
    return 1 + t * model(t)


def gradient(target, source):
    return torch.autograd.grad(target, source, create_graph=True)[0]


def custom_loss(t):
    y = trial(t)
    dy_dt = gradient(y, t)
    residual = dy_dt + 2 * t * y
    return torch.mean(residual ** 2)


def train_step(t, optimizer):
    optimizer.zero_grad()
    loss_value = custom_loss(t)
    loss_value.backward()
    optimizer.step()
    return loss_value


t = torch.tensor(t_train, requires_grad=True)
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for epoch in range(30):
    loss_value = train_step(t, optimizer)
    if epoch % 10 == 0:
        print("Epoch %d: loss = %.5f" % (epoch, loss_value.item()))

exact = np.exp(-t_train ** 2)
approx = trial(torch.tensor(t_train)).detach().numpy()
print("max abs error:", np.abs(exact - approx).max())
