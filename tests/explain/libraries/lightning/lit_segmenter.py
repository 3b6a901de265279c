import pytorch_lightning as pl
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset


class Blobs(Dataset):
    def __init__(self, n=24, size=8):
        self.n, self.size = n, size

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        g = torch.Generator().manual_seed(i)
        mask = (torch.rand(self.size, self.size, generator=g) > 0.6).long()
        img = mask.float().unsqueeze(0) + 0.2 * torch.randn(1, self.size, self.size, generator=g)
        return {"image": img, "mask": mask}


class Segmenter(pl.LightningModule):
    def __init__(self, n_classes=2):
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, n_classes, 1))
        self.criterion = nn.CrossEntropyLoss(reduction="none")

    def _shared_step(self, batch, stage):
        logits = self.net(batch["image"])
        loss = self.criterion(logits, batch["mask"])
        acc = (logits.argmax(1) == batch["mask"]).float().mean()
        self.log(f"{stage}_acc", acc, prog_bar=True)
        return {"loss": loss, "logits": logits.detach(), "acc": acc}

    def training_step(self, batch, batch_idx):
        return self._shared_step(batch, "train")

    def validation_step(self, batch, batch_idx):
        out = self._shared_step(batch, "val")
        self.log("val_loss", out["loss"].mean())

    def configure_optimizers(self):
        opt = torch.optim.AdamW(self.parameters(), lr=2e-3)
        sched = torch.optim.lr_scheduler.StepLR(opt, step_size=1)
        return [opt], [sched]


pl.seed_everything(11)
trainer = pl.Trainer(max_epochs=1, accelerator="cpu", devices=1, logger=False, enable_checkpointing=False,
                     enable_progress_bar=False, num_sanity_val_steps=0)
trainer.fit(Segmenter(), DataLoader(Blobs(), batch_size=6, shuffle=True), DataLoader(Blobs(6), batch_size=6))
