import torch
from torch.nn.functional import mse_loss


def divergence(mean, log_var):
    return -0.5 * (1 + log_var - mean.square() - log_var.exp()).sum(dim=1)


torch.manual_seed(0)
encoder, decoder = torch.nn.Linear(3, 4), torch.nn.Linear(2, 3)
images = torch.tensor([[1.0, 0.0, 2.0], [0.0, 1.0, 1.0], [2.0, 1.0, 0.0]])

mean, log_var = encoder(images).chunk(2, dim=1)
latent = mean + torch.randn(3, 2) * (0.5 * log_var).exp()
fit = mse_loss(decoder(latent), images)
loss = fit + (0.1 * divergence(mean, log_var)).mean()
loss.backward()
print(encoder.bias.grad)
