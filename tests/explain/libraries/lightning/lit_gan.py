"""DCGAN-like toy in Lightning, manual optimisation: the generator's step reuses the fakes of the discriminator's."""
import lightning as L
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset


class GAN(L.LightningModule):
    def __init__(self, z=4, d=6):
        super().__init__()
        self.automatic_optimization = False
        self.z = z
        self.G = nn.Sequential(nn.Linear(z, 24), nn.ReLU(), nn.Linear(24, d), nn.Tanh())
        self.D = nn.Sequential(nn.Linear(d, 24), nn.LeakyReLU(0.2), nn.Linear(24, 1))

    def adversarial(self, score, real):
        target = torch.full_like(score, float(real))
        return F.binary_cross_entropy_with_logits(score, target)

    def training_step(self, batch, batch_idx):
        g_opt, d_opt = self.optimizers()
        (x,) = batch
        fake = self.G(torch.randn(len(x), self.z, device=self.device))
        score_fake = self.D(fake)

        d_loss = self.adversarial(self.D(x), True) + self.adversarial(score_fake, False)
        d_opt.zero_grad()
        self.manual_backward(d_loss)
        d_opt.step()

        g_loss = self.adversarial(score_fake, True)
        g_opt.zero_grad()
        self.manual_backward(g_loss)
        g_opt.step()
        self.log_dict({"d": d_loss, "g": g_loss})

    def configure_optimizers(self):
        return torch.optim.Adam(self.G.parameters(), lr=2e-4), torch.optim.Adam(self.D.parameters(), lr=2e-4)


if __name__ == "__main__":
    torch.manual_seed(0)
    data = DataLoader(TensorDataset(torch.randn(40, 6).tanh()), batch_size=8)
    L.Trainer(max_epochs=1, accelerator="cpu", logger=False, enable_checkpointing=False, enable_model_summary=False,
              enable_progress_bar=False).fit(GAN(), data)
