# multi-task: age (regression) + sex (classification); losses collected for the progress bar
import lightning.pytorch as pl
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


class MultiTask(pl.LightningModule):
    def __init__(self, d=10):
        super().__init__()
        self.automatic_optimization = False
        self.trunk = nn.Sequential(nn.Linear(d, 32), nn.ReLU())
        self.heads = nn.ModuleDict({"age": nn.Linear(32, 1), "sex": nn.Linear(32, 2)})
        self.w = {"age": 1.0, "sex": 0.3}

    def losses(self, x, age, sex):
        h = self.trunk(x)
        return {
            "age": nn.functional.l1_loss(self.heads["age"](h).squeeze(1), age),
            "sex": nn.functional.cross_entropy(self.heads["sex"](h), sex),
        }

    def training_step(self, batch, batch_idx):
        opt = self.optimizers()
        parts = {k: v.item() for k, v in self.losses(*batch).items()}
        total = sum(self.w[k] * v for k, v in parts.items())
        opt.zero_grad()
        self.manual_backward(total)
        opt.step()
        self.log_dict(parts, prog_bar=True)

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=1e-3)


torch.manual_seed(9)
ds = TensorDataset(torch.randn(30, 10), torch.rand(30) * 80, torch.randint(0, 2, (30,)))
trainer = pl.Trainer(max_epochs=1, accelerator="cpu", logger=False, enable_checkpointing=False,
                     enable_progress_bar=False)
trainer.fit(MultiTask(), DataLoader(ds, batch_size=10))
