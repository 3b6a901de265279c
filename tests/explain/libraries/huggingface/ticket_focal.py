"""Support tickets: a small BERT, a focal loss because class 2 is rare."""
import torch
import torch.nn.functional as F
from torch.utils.data import Dataset
from transformers import BertConfig, BertForSequenceClassification, Trainer, TrainingArguments, set_seed


class TicketDataset(Dataset):
    def __init__(self, n, vocab=200, length=16):
        self.ids = torch.randint(5, vocab, (n, length))
        self.labels = torch.multinomial(torch.tensor([0.6, 0.3, 0.1]), n, replacement=True)

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, i):
        return {"input_ids": self.ids[i], "attention_mask": torch.ones_like(self.ids[i]), "labels": self.labels[i]}


def focal_loss(logits, target, gamma=2.0, weight=None):
    ce = F.cross_entropy(logits, target, weight=weight, reduction="none")
    pt = torch.exp(-ce)
    return (1 - pt) ** gamma * ce


class FocalTrainer(Trainer):
    def __init__(self, *args, class_weights=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.class_weights = class_weights

    def compute_loss(self, model, inputs, return_outputs=False, **kwargs):
        labels = inputs.pop("labels")
        outputs = model(**inputs)
        logits = outputs.get("logits")
        weight = self.class_weights.to(logits.device)
        loss = focal_loss(logits.view(-1, model.config.num_labels), labels.view(-1), weight=weight)
        return (loss, outputs) if return_outputs else loss


def main():
    set_seed(42)
    config = BertConfig(vocab_size=200, hidden_size=32, num_hidden_layers=2, num_attention_heads=2,
                        intermediate_size=64, max_position_embeddings=32, num_labels=3)
    model = BertForSequenceClassification(config)
    args = TrainingArguments(
        output_dir="./results",
        per_device_train_batch_size=8,
        max_steps=4,
        learning_rate=5e-4,
        logging_steps=2,
        save_strategy="no",
        report_to="none",
        use_cpu=True,
    )
    trainer = FocalTrainer(model=model, args=args, train_dataset=TicketDataset(64),
                           class_weights=torch.tensor([1.0, 2.0, 6.0]))
    trainer.train()


if __name__ == "__main__":
    main()
