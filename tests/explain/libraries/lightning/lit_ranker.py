# pairwise ranking, manual optimization (two optimizers)
import lightning.pytorch as pl
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class Ranker(pl.LightningModule):
    def __init__(self, n_items=50, d=8):
        super().__init__()
        self.automatic_optimization = False
        self.items = nn.Embedding(n_items, d)
        self.score = nn.Sequential(nn.Linear(d, 16), nn.ReLU(), nn.Linear(16, 1))

    def bpr(self, pos, neg):
        diff = self.score(self.items(pos)) - self.score(self.items(neg))
        return -nn.functional.logsigmoid(diff).squeeze(-1)

    def training_step(self, batch, batch_idx):
        opt_emb, opt_net = self.optimizers()
        pos, neg = batch
        loss = self.bpr(pos, neg) + 1e-4 * self.items.weight.pow(2).sum()
        opt_emb.zero_grad()
        opt_net.zero_grad()
        self.manual_backward(loss)
        self.clip_gradients(opt_net, gradient_clip_val=1.0, gradient_clip_algorithm="norm")
        opt_emb.step()
        opt_net.step()
        self.log("loss", loss.mean())

    def configure_optimizers(self):
        emb = torch.optim.SparseAdam if self.items.sparse else torch.optim.Adam
        return [emb(self.items.parameters(), lr=1e-2), torch.optim.Adam(self.score.parameters(), lr=1e-3)]


def main():
    torch.manual_seed(4)
    pairs = TensorDataset(torch.randint(0, 50, (60,)), torch.randint(0, 50, (60,)))
    trainer = pl.Trainer(max_steps=6, accelerator="cpu", logger=False, enable_checkpointing=False,
                         enable_model_summary=False, enable_progress_bar=False)
    trainer.fit(Ranker(), DataLoader(pairs, batch_size=10))


main()
