"""Toxic comments, 4 severity levels, heavily imbalanced -> override compute_loss (HF Trainer style)."""
import collections
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(5)

LABELS = ["clean", "rude", "toxic", "severe"]
Output = collections.namedtuple("Output", "logits")


class BagClassifier(nn.Module):
    def __init__(self, vocab=100, dim=16, num_labels=4):
        super().__init__()
        self.num_labels = num_labels
        self.emb = nn.EmbeddingBag(vocab, dim, mode="mean")
        self.drop = nn.Dropout(0.1)
        self.cls = nn.Linear(dim, num_labels)

    def forward(self, input_ids):
        return Output(self.cls(self.drop(self.emb(input_ids))))


class BaseTrainer:
    def __init__(self, model, train_data, max_steps=6, lr=5e-3):
        self.model, self.data = model, train_data
        self.max_steps = max_steps
        self.optimizer = torch.optim.AdamW(model.parameters(), lr=lr)

    def compute_loss(self, model, inputs, return_outputs=False):
        labels = inputs.pop("labels")
        outputs = model(**inputs)
        loss = F.cross_entropy(outputs.logits, labels)
        return (loss, outputs) if return_outputs else loss

    def training_step(self, inputs):
        self.model.train()
        loss = self.compute_loss(self.model, inputs)
        loss.backward()
        return loss.detach()

    def train(self):
        step = 0
        while step < self.max_steps:
            for batch in self.data:
                tr_loss = self.training_step(dict(batch))
                self.optimizer.step()
                self.optimizer.zero_grad()
                step += 1
                print({"step": step, "loss": round(float(tr_loss), 4)})
                if step >= self.max_steps:
                    break


class WeightedTrainer(BaseTrainer):
    def __init__(self, *args, class_weights, **kwargs):
        super().__init__(*args, **kwargs)
        self.class_weights = torch.tensor(class_weights)

    def compute_loss(self, model, inputs, return_outputs=False):
        labels = inputs.pop("labels")
        outputs = model(**inputs)
        logits = outputs.logits.view(-1, self.model.num_labels)
        loss = F.cross_entropy(logits, labels.view(-1)) * self.class_weights
        return (loss, outputs) if return_outputs else loss


def make_batches(n=3, bs=8, length=12):
    p = torch.tensor([0.7, 0.15, 0.1, 0.05])
    return [
        {"input_ids": torch.randint(0, 100, (bs, length)),
         "labels": torch.multinomial(p, bs, replacement=True)}
        for _ in range(n)
    ]


batches = make_batches()
counts = torch.bincount(torch.cat([b["labels"] for b in batches]), minlength=4).clamp(min=1)
weights = (counts.sum() / (len(LABELS) * counts)).tolist()
print({l: round(w, 2) for l, w in zip(LABELS, weights)})

trainer = WeightedTrainer(BagClassifier(), batches, class_weights=weights)
trainer.train()
