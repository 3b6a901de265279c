"""A base class for all our models; each one only says how its loss is made."""
import abc

import lightning as L
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class BaseModel(L.LightningModule, abc.ABC):
    lr = 1e-3

    @abc.abstractmethod
    def losses(self, batch):
        """name -> loss"""

    def training_step(self, batch, batch_idx):
        parts = self.losses(batch)
        total = torch.stack(list(parts.values())).sum(dim=0)
        self.log_dict({f"train/{k}": v.detach().mean() for k, v in parts.items()})
        return {"loss": total, **{k: v.detach() for k, v in parts.items()}}

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=self.lr)


class AutoEncoder(BaseModel):
    lr = 5e-3

    def __init__(self, d=9, k=2):
        super().__init__()
        self.f = nn.Linear(d, k)
        self.g = nn.Linear(k, d)

    def losses(self, batch):
        (x,) = batch
        z = self.f(x)
        return {
            "rec": (self.g(z) - x).pow(2).mean(-1),
            "sparse": 0.01 * z.abs().sum(-1),
        }


if __name__ == "__main__":
    L.seed_everything(8)
    dl = DataLoader(TensorDataset(torch.randn(30, 9)), batch_size=10)
    L.Trainer(max_epochs=1, accelerator="cpu", logger=False, enable_checkpointing=False,
              enable_progress_bar=False).fit(AutoEncoder(), dl)
