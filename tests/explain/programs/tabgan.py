#
# synthetic customer table with a WGAN-GP
#
import numpy as np
import torch
from torch import nn

rng = np.random.RandomState(99)
torch.manual_seed(99)

COLUMNS = ["age", "income", "tenure", "n_products", "churn_score"]
CFG = {
    "z_dim": 6,
    "batch": 16,
    "n_critic": 2,
    "gp_weight": 10,
    "steps": 5,
}


def load_table(n=200):
    age = rng.normal(45, 12, n)
    income = 900 * age + rng.normal(0, 5000, n)
    tenure = rng.exponential(4, n)
    products = rng.poisson(1.7, n)
    churn = 1 / (1 + np.exp(tenure - products))
    t = np.stack([age, income, tenure, products, churn], axis=1)
    return (t - t.mean(0)) / t.std(0)


def mlp(*sizes):
    mods = []
    for a, b in zip(sizes, sizes[1:]):
        mods += [nn.Linear(a, b), nn.LeakyReLU(0.2)]
    return nn.Sequential(*mods[:-1])


class TableGAN:
    def __init__(self, cfg, n_cols):
        self.cfg = cfg
        self.gen = mlp(cfg["z_dim"], 32, n_cols)
        self.critic = mlp(n_cols, 32, 32, 1)
        self.g_opt = torch.optim.Adam(self.gen.parameters(), 1e-4, betas=(0.5, 0.9))
        self.c_opt = torch.optim.Adam(self.critic.parameters(), 1e-4, betas=(0.5, 0.9))

    def noise(self, n):
        return torch.randn(n, self.cfg["z_dim"])

    def gradient_penalty(self, real, fake):
        n = real.shape[0]
        eps = torch.rand(n, 1)
        mixed = (eps * real + (1 - eps) * fake).requires_grad_(True)
        scores = self.critic(mixed)
        grads = torch.autograd.grad(outputs=scores, inputs=mixed,
                                    grad_outputs=torch.ones(n),
                                    create_graph=True, retain_graph=True)[0]
        return ((grads.norm(2, dim=1) - 1) ** 2).mean()

    def fit(self, table):
        table = torch.as_tensor(table, dtype=torch.float32)
        log = []
        for step in range(self.cfg["steps"]):
            for _ in range(self.cfg["n_critic"]):
                real = table[torch.randint(len(table), (self.cfg["batch"],))]
                fake = self.gen(self.noise(len(real))).detach()
                w = self.critic(real).mean() - self.critic(fake).mean()
                c_loss = -w + self.cfg["gp_weight"] * self.gradient_penalty(real, fake)
                self.c_opt.zero_grad()
                c_loss.backward()
                self.c_opt.step()
            g_loss = -self.critic(self.gen(self.noise(self.cfg["batch"]))).mean()
            self.g_opt.zero_grad()
            g_loss.backward()
            self.g_opt.step()
            log.append((w.item(), g_loss.item()))
        return log


df = load_table()
print("table", df.shape, COLUMNS)
gan = TableGAN(CFG, len(COLUMNS))
for i, (w, g) in enumerate(gan.fit(df)):
    print(f"{i:3d} wasserstein={w:+.4f} gen={g:+.4f}")
