# regression on tabular data through the HF Trainer, dataset column is called "target"
import torch
import torch.nn as nn
from transformers import EarlyStoppingCallback, Trainer, TrainingArguments


class TabularNet(nn.Module):
    def __init__(self, d_in, d_hidden=32):
        super().__init__()
        self.backbone = nn.Sequential(nn.Linear(d_in, d_hidden), nn.GELU(), nn.Linear(d_hidden, d_hidden), nn.GELU())
        self.head = nn.Linear(d_hidden, 1)

    def forward(self, features, target=None, labels=None):
        pred = self.head(self.backbone(features))
        if labels is not None:
            loss = nn.functional.huber_loss(pred.squeeze(-1), labels)
            return loss, pred
        return pred, features


class Houses(torch.utils.data.Dataset):
    def __init__(self, n=80, d=5):
        torch.manual_seed(n)
        self.x = torch.randn(n, d)
        self.y = self.x @ torch.randn(d) + 0.1 * torch.randn(n)

    def __getitem__(self, i):
        return {"features": self.x[i], "target": self.y[i]}

    def __len__(self):
        return self.x.shape[0]


args = TrainingArguments(
    output_dir="houses",
    num_train_epochs=2,
    per_device_train_batch_size=16,
    learning_rate=1e-2,
    weight_decay=0.01,
    logging_steps=5,
    save_strategy="no",
    report_to="none",
    use_cpu=True,
)
trainer = Trainer(TabularNet(5), args, train_dataset=Houses())
trainer.train()
