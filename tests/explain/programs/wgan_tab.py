# tabular WGAN-GP (CTGAN-like, without the conditional vector)
import random
import numpy as np
import torch
from torch import nn, autograd
from torch.optim import Adam

random.seed(77); np.random.seed(77); torch.manual_seed(77)


class Residual(nn.Module):
    def __init__(self, i, o):
        super().__init__()
        self.fc, self.bn = nn.Linear(i, o), nn.BatchNorm1d(o)

    def forward(self, x):
        return torch.cat([torch.relu(self.bn(self.fc(x))), x], dim=1)


class Generator(nn.Module):
    def __init__(self, z, hidden, n_cont, n_cat):
        super().__init__()
        self.n_cont = n_cont
        self.seq = nn.Sequential(Residual(z, hidden), nn.Linear(z + hidden, n_cont + n_cat))

    def forward(self, z):
        h = self.seq(z)
        cont, cat = torch.tanh(h[:, :self.n_cont]), h[:, self.n_cont:]
        return torch.cat([cont, nn.functional.gumbel_softmax(cat, tau=0.2)], dim=1)


class Discriminator(nn.Module):
    """packs `pac` rows together"""
    def __init__(self, d, hidden, pac):
        super().__init__()
        self.pac, self.d = pac, d
        self.seq = nn.Sequential(nn.Linear(d * pac, hidden), nn.LeakyReLU(0.2),
                                 nn.Linear(hidden, hidden), nn.LeakyReLU(0.2), nn.Linear(hidden, 1))

    def forward(self, x):
        assert x.size(0) % self.pac == 0
        return self.seq(x.view(-1, self.d * self.pac))

    def calc_gradient_penalty(self, real, fake, lambda_=10):
        alpha = torch.rand(real.size(0) // self.pac, 1, 1)
        alpha = alpha.repeat(1, self.pac, real.size(1)).view(-1, real.size(1))
        interpolates = (alpha * real + (1 - alpha) * fake).requires_grad_(True)
        disc_interpolates = self(interpolates)
        gradients = autograd.grad(
            outputs=disc_interpolates,
            inputs=interpolates,
            grad_outputs=torch.ones(real.size(0), 1),
            create_graph=True,
            retain_graph=True,
        )[0]
        norm = gradients.view(-1, self.pac * real.size(1)).norm(2, dim=1)
        return ((norm - 1) ** 2).mean() * lambda_


class Synthesizer:
    def __init__(self, z=8, hidden=16, pac=2, batch=20, disc_steps=2):
        self.z, self.hidden, self.pac, self.batch, self.disc_steps = z, hidden, pac, batch, disc_steps

    def fit(self, table, n_cont, n_cat, epochs=2):
        G = Generator(self.z, self.hidden, n_cont, n_cat)
        D = Discriminator(n_cont + n_cat, self.hidden, self.pac)
        og = Adam(G.parameters(), 2e-4, betas=(0.5, 0.9), weight_decay=1e-6)
        od = Adam(D.parameters(), 2e-4, betas=(0.5, 0.9))
        for i in range(epochs):
            for _ in range(len(table) // self.batch):
                for _ in range(self.disc_steps):
                    real = table[torch.randint(len(table), (self.batch,))]
                    fake = G(torch.randn(self.batch, self.z)).detach()
                    y_real, y_fake = D(real), D(fake)
                    pen = D.calc_gradient_penalty(real, fake)
                    loss_d = y_fake.mean() - y_real.mean()
                    od.zero_grad()
                    pen.backward(retain_graph=True)
                    loss_d.backward()
                    od.step()
                loss_g = -D(G(torch.randn(self.batch, self.z))).mean()
                og.zero_grad()
                loss_g.backward()
                og.step()
            print(f"Epoch {i + 1}, Loss G: {loss_g.item(): .4f}, Loss D: {loss_d.item(): .4f}", flush=True)


cont = np.tanh(np.random.randn(100, 3)).astype(np.float32)
cat = np.eye(4, dtype=np.float32)[np.random.randint(0, 4, 100)]
table = torch.from_numpy(np.hstack([cont, cat]))
print("table", table.shape)
Synthesizer().fit(table, 3, 4)
