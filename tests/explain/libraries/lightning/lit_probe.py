"""Linear probe on a pretrained encoder."""
import lightning as L
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Encoder(nn.Module):
    def __init__(self, d=12, h=24):
        super().__init__()
        self.body = nn.Sequential(nn.Linear(d, h), nn.ReLU(), nn.Linear(h, h))

    def forward(self, x):
        return self.body(x)


class LinearProbe(L.LightningModule):
    def __init__(self, encoder, n_classes=3):
        super().__init__()
        self.encoder = encoder
        self.head = nn.Linear(24, n_classes)
        self.loss_fn = nn.CrossEntropyLoss()

    @torch.no_grad()
    def forward(self, x):
        feats = self.encoder(x)
        return self.head(feats)

    def training_step(self, batch, batch_idx):
        x, y = batch
        logits = self(x)
        loss = self.loss_fn(logits, y)
        self.log("train_loss", loss, on_step=True)
        return loss

    def configure_optimizers(self):
        return torch.optim.SGD(self.head.parameters(), lr=0.1, momentum=0.9)


class ProbeData(L.LightningDataModule):
    def setup(self, stage=None):
        torch.manual_seed(2)
        self.train = TensorDataset(torch.randn(48, 12), torch.randint(0, 3, (48,)))

    def train_dataloader(self):
        return DataLoader(self.train, batch_size=12, shuffle=True)


if __name__ == "__main__":
    L.seed_everything(2)
    trainer = L.Trainer(max_epochs=2, accelerator="cpu", logger=False, enable_checkpointing=False,
                        enable_progress_bar=False)
    trainer.fit(LinearProbe(Encoder()), datamodule=ProbeData())
