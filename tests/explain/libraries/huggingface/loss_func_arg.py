"""Label smoothing per class through compute_loss_func, no subclass of Trainer."""
import functools

import torch
from torch.nn import functional as F
from transformers import ElectraConfig, ElectraForTokenClassification, Trainer, TrainingArguments

NUM_TAGS = 5
config = ElectraConfig(vocab_size=90, embedding_size=16, hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
                       intermediate_size=32, max_position_embeddings=24, num_labels=NUM_TAGS)


def smoothed_nll(outputs, labels, num_items_in_batch=None, eps=0.1):
    logits = outputs["logits"] if isinstance(outputs, dict) else outputs[0]
    logp = F.log_softmax(logits, dim=-1)
    mask = labels.ne(-100)
    target = labels.clamp(min=0)
    nll = -logp.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    smooth = -logp.mean(-1)
    per_token = ((1 - eps) * nll + eps * smooth) * mask
    return per_token.sum(-1) / mask.sum(-1).clamp(min=1)


def make_data(n):
    torch.manual_seed(n)
    rows = []
    for _ in range(n):
        labels = torch.randint(0, NUM_TAGS, (10,))
        labels[0] = labels[-1] = -100
        rows.append({"input_ids": torch.randint(1, 90, (10,)), "attention_mask": torch.ones(10).long(), "labels": labels})
    return rows


training_args = TrainingArguments(
    output_dir="tagger-out",
    max_steps=3,
    per_device_train_batch_size=4,
    learning_rate=3e-4,
    lr_scheduler_type="constant",
    save_strategy="no",
    report_to="none",
    use_cpu=True,
)
trainer = Trainer(
    model=ElectraForTokenClassification(config),
    args=training_args,
    train_dataset=make_data(20),
    compute_loss_func=functools.partial(smoothed_nll, eps=0.05),
)
trainer.train()
