from typing import Dict, Optional

import torch
import torch.nn as nn
import torch.nn.functional as F


class JointEncoder(nn.Module):
    """Intent classification + slot filling on one encoder."""

    def __init__(self, vocab: int, n_intents: int, n_slots: int, d: int = 32, pad_id: int = 0):
        super().__init__()
        self.pad_id = pad_id
        self.emb = nn.Embedding(vocab, d, padding_idx=pad_id)
        layer = nn.TransformerEncoderLayer(d, 2, 64, dropout=0.0, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False)
        self.intent_classifier = nn.Linear(d, n_intents)
        self.slot_classifier = nn.Linear(d, n_slots)

    def forward(self, input_ids: torch.Tensor) -> Dict[str, torch.Tensor]:
        pad = input_ids.eq(self.pad_id)
        h = self.encoder(self.emb(input_ids), src_key_padding_mask=pad)
        return {
            "intent_logits": self.intent_classifier(h[:, 0]),
            "slot_logits": self.slot_classifier(h),
            "attention_mask": (~pad).float(),
        }


def intent_loss(out, batch):
    return F.cross_entropy(out["intent_logits"], batch["intent"])


def slot_loss(out, batch, label_smoothing: Optional[float] = 0.0):
    # only keep active parts of the loss
    logits = out["slot_logits"].flatten(0, 1)
    per_token = F.cross_entropy(
        logits,
        batch["slots"].flatten(),
        reduction="none",
        label_smoothing=label_smoothing,
    )
    active = out["attention_mask"].flatten()
    return per_token * active
