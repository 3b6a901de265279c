# %% [markdown]
# ## CS-471 Homework 4, part B : Variational autoencoder
# name: ______   (use torch.distributions, do not write the KL by hand)

# %%
import torch
import torch.nn as nn
from torch.distributions import Normal, Bernoulli, kl_divergence

torch.manual_seed(471)

# %% data : fake binarized digits
X_train = (torch.rand(64, 1, 12, 12) > 0.7).float()
print("X_train", X_train.shape)

# %% encoder
class Encoder(nn.Module):
    def __init__(self, latent):
        super().__init__()
        self.h = nn.Linear(144, 64)
        self.mu = nn.Linear(64, latent)
        self.logsig = nn.Linear(64, latent)

    def forward(self, x):
        h = torch.relu(self.h(x.flatten(1)))
        return Normal(self.mu(h), self.logsig(h).exp())

# %% decoder
class Decoder(nn.Module):
    def __init__(self, latent):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(latent, 64), nn.ReLU(), nn.Linear(64, 144))

    def forward(self, z):
        return Bernoulli(logits=self.net(z).view(-1, 1, 12, 12))

# %% Q2: the bound
def elbo(enc, dec, x):
    """Evidence lower bound of every image in x"""
    q = enc(x)
    p = Normal(torch.zeros_like(q.loc), torch.ones_like(q.scale))
    z = q.rsample()
    log_px = dec(z).log_prob(x).sum((1, 2, 3))
    kl = kl_divergence(q, p).sum(1)
    return log_px - kl

# sanity check: should be a negative number, one for each image
e, d = Encoder(8), Decoder(8)
with torch.no_grad():
    b = elbo(e, d, X_train[:4])
print("elbo before training:", b)
assert b.shape == (4,)

# %% Q3: training
optimizer = torch.optim.Adam([*e.parameters(), *d.parameters()], lr=1e-3)
history = []
for epoch in range(3):
    perm = torch.randperm(len(X_train))
    for i in range(0, len(X_train), 16):
        x = X_train[perm[i:i + 16]]
        optimizer.zero_grad()
        neg_elbo = -elbo(e, d, x)
        neg_elbo.backward()
        optimizer.step()
        history.append(neg_elbo.item())
    print(f"epoch {epoch + 1}: -ELBO = {sum(history[-4:]) / 4:.2f}")

# %% Q4: sample 3 new digits
with torch.no_grad():
    new = d(torch.randn(3, 8)).probs
print("samples:", new.shape, "mean pixel", round(new.mean().item(), 3))
