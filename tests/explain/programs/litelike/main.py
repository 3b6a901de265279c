import torch
import torch.nn as nn
import torch.nn.functional as F

from engine import Engine, LossLogger, Module


class LitAutoEncoder(Module):
    def __init__(self, dim=20, latent=3, lr=3e-3):
        super().__init__()
        self.enc = nn.Sequential(nn.Linear(dim, 16), nn.SiLU(), nn.Linear(16, latent))
        self.dec = nn.Sequential(nn.Linear(latent, 16), nn.SiLU(), nn.Linear(16, dim))
        self.lr = lr
        self.sparsity = 1e-3

    def forward(self, x):
        return self.enc(x)

    def training_step(self, batch, batch_idx):
        x, = batch
        z = self(x)
        loss = F.mse_loss(self.dec(z), x) + self.sparsity * z.abs().mean()
        self.manual_backward(loss)
        return loss

    def configure_optimizers(self):
        return torch.optim.AdamW(self.parameters(), lr=self.lr)


def make_data(n=64, dim=20):
    basis = torch.randn(3, dim)
    return torch.tanh(torch.randn(n, 3) @ basis)


if __name__ == "__main__":
    torch.manual_seed(4)
    data = torch.utils.data.TensorDataset(make_data())
    loader = torch.utils.data.DataLoader(data, batch_size=16, shuffle=True)
    engine = Engine(max_epochs=2, callbacks=[LossLogger()], grad_clip=1.0)
    engine.fit(LitAutoEncoder(), loader)
