import lightning as L
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset


class StatefulLSTM(L.LightningModule):
    """Next-value prediction over one long series; the state is carried from batch to batch."""

    def __init__(self, hidden=16):
        super().__init__()
        self.lstm = nn.LSTM(1, hidden, batch_first=True)
        self.out = nn.Linear(hidden, 1)
        self.state = None

    def forward(self, x):
        y, self.state = self.lstm(x, self.state)
        return self.out(y)

    def on_train_epoch_start(self):
        self.state = None

    def training_step(self, batch, batch_idx):
        x, y = batch
        pred = self(x)
        loss = nn.functional.mse_loss(pred, y)
        self.log("mse", loss)
        return loss

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=5e-3)


def series(n=241):
    t = torch.arange(n) * 0.1
    wave = torch.sin(t) + 0.1 * torch.randn(n)
    x = wave[:-1].reshape(8, -1, 1).transpose(0, 1)[:30]
    y = wave[1:].reshape(8, -1, 1).transpose(0, 1)[:30]
    return TensorDataset(x.reshape(-1, 10, 1), y.reshape(-1, 10, 1))


L.seed_everything(1)
trainer = L.Trainer(max_epochs=2, accelerator="cpu", logger=False, enable_checkpointing=False,
                    enable_progress_bar=False, enable_model_summary=False)
trainer.fit(StatefulLSTM(), DataLoader(series(), batch_size=4, drop_last=True))
