import torch
from transformers import RobertaConfig, RobertaForSequenceClassification, Trainer, TrainingArguments, default_data_collator

config = RobertaConfig(
    vocab_size=100, hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
    intermediate_size=32, max_position_embeddings=40, num_labels=2, pad_token_id=1,
)


def build_model(freeze=True):
    model = RobertaForSequenceClassification(config)
    if freeze:
        # only train the classification head
        for name, param in model.named_parameters():
            if not name.startswith("classifer"):
                param.requires_grad = False
    return model


class ReviewSet(torch.utils.data.Dataset):
    def __init__(self, size):
        g = torch.Generator().manual_seed(3)
        self.x = torch.randint(4, 100, (size, 20), generator=g)
        self.y = (self.x.sum(1) % 2)

    def __len__(self):
        return len(self.x)

    def __getitem__(self, idx):
        return {"input_ids": self.x[idx], "labels": self.y[idx]}


def compute_metrics(pred):
    return {"acc": float((pred.predictions.argmax(-1) == pred.label_ids).mean())}


if __name__ == "__main__":
    torch.manual_seed(0)
    model = build_model()
    args = TrainingArguments(output_dir="out", num_train_epochs=1, per_device_train_batch_size=16, learning_rate=1e-3,
                             report_to=[], save_strategy="no", eval_strategy="epoch", use_cpu=True)
    trainer = Trainer(model, args, train_dataset=ReviewSet(48), eval_dataset=ReviewSet(16),
                      data_collator=default_data_collator, compute_metrics=compute_metrics)
    trainer.train()
    print(trainer.evaluate())
