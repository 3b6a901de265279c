"""Reward model: pairs of answers, Bradley-Terry loss, own Trainer; lines as long as the editor made them."""
import torch, torch.nn.functional as F
from torch import nn
from torch.nn.utils.rnn import pad_sequence
from transformers import AutoModelForSequenceClassification, GPT2Config, Trainer, TrainingArguments

cfg = GPT2Config(vocab_size=70, n_positions=24, n_embd=16, n_layer=1, n_head=2, num_labels=1, pad_token_id=0, bos_token_id=1, eos_token_id=1)

class PairCollator:
    def __call__(self, feats):
        ids = pad_sequence([f[k] for k in ("chosen", "rejected") for f in feats], batch_first=True, padding_value=0)
        return {"input_ids": ids, "attention_mask": (ids != 0).long(), "margin": torch.stack([f["margin"] for f in feats])}

class RewardTrainer(Trainer):
    def bt(self, r_c, r_r, margin=None, center=0.01):
        d = r_c - r_r
        if margin is not None:
            d = d - margin
        nll = -F.logsigmoid(d)
        reg = center * (r_c + r_r).pow(2)
        return nll.mean() + reg

    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        margin = inputs.pop("margin")
        rewards = model(**inputs).logits.squeeze(-1)
        chosen, rejected = rewards.chunk(2)
        objective = self.bt(chosen, rejected, margin)
        if return_outputs:
            return objective, {"chosen": chosen, "rejected": rejected}
        return objective

def pairs(n, seed=0):
    g = torch.Generator().manual_seed(seed)
    out = []
    for _ in range(n):
        a, b = (torch.randint(4, 16, (1,), generator=g).item() for _ in range(2))
        out.append({"chosen": torch.randint(2, 70, (a,), generator=g), "rejected": torch.randint(2, 70, (b,), generator=g), "margin": torch.rand((), generator=g)})
    return out

torch.manual_seed(0)
model = AutoModelForSequenceClassification.from_config(cfg)
args = TrainingArguments("rm", max_steps=3, per_device_train_batch_size=6, remove_unused_columns=False, report_to="none", save_strategy="no", use_cpu=True)
RewardTrainer(model=model, args=args, train_dataset=pairs(30), data_collator=PairCollator()).train()
