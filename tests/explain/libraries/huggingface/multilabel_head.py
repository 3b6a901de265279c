# own model with a transformers-like forward, Trainer takes outputs["loss"]
from dataclasses import dataclass
from typing import Optional

import torch
from torch import nn
from transformers import AutoModel, DistilBertConfig, Trainer, TrainingArguments
from transformers.utils import ModelOutput


@dataclass
class TaggerOutput(ModelOutput):
    loss: Optional[torch.FloatTensor] = None
    logits: Optional[torch.FloatTensor] = None


class Tagger(nn.Module):
    def __init__(self, config, n_tags):
        super().__init__()
        self.encoder = AutoModel.from_config(config)
        self.dropout = nn.Dropout(0.1)
        self.classifier = nn.Linear(config.dim, n_tags)
        self.loss_fct = nn.BCEWithLogitsLoss(reduction="none")

    def forward(self, input_ids, attention_mask=None, labels=None):
        h = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state[:, 0]
        logits = self.classifier(self.dropout(h))
        loss = None
        if labels is not None:
            loss = self.loss_fct(logits, labels.float())
        return TaggerOutput(loss=loss, logits=logits)


N_TAGS = 6
torch.manual_seed(1)
train_data = [
    {
        "input_ids": torch.randint(1, 120, (12,)),
        "attention_mask": torch.ones(12, dtype=torch.long),
        "labels": (torch.rand(N_TAGS) > 0.7).long(),
    }
    for _ in range(40)
]

cfg = DistilBertConfig(vocab_size=120, dim=24, hidden_dim=48, n_layers=1, n_heads=2, max_position_embeddings=16)
model = Tagger(cfg, N_TAGS)

training_args = TrainingArguments("tags", max_steps=3, per_device_train_batch_size=4, report_to="none",
                                  save_strategy="no", disable_tqdm=True, use_cpu=True)
trainer = Trainer(model=model, args=training_args, train_dataset=train_data)
trainer.train()
print("done", trainer.state.global_step)
