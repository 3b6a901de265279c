import copy

import torch
import torch.nn as nn

from dpo_trainer import DPOConfig, DPOTrainer

VOCAB, SEQ, BS = 20, 8, 4


class TinyLM(nn.Module):
    def __init__(self, vocab=VOCAB, dim=16):
        super().__init__()
        self.wte = nn.Embedding(vocab, dim)
        self.rnn = nn.GRU(dim, dim, batch_first=True)
        self.lm_head = nn.Linear(dim, vocab, bias=False)

    def forward(self, input_ids):
        return self.lm_head(self.rnn(self.wte(input_ids))[0])


def preference_pairs():
    while True:
        prompt = torch.randint(0, VOCAB, (BS, 3))
        batch = {}
        for side in ("chosen", "rejected"):
            batch[side] = torch.cat([prompt, torch.randint(0, VOCAB, (BS, SEQ - 3))], 1)
            mask = torch.ones(BS, SEQ)
            mask[:, :3] = 0  # do not score the prompt
            batch[side + "_mask"] = mask
        yield batch


if __name__ == "__main__":
    torch.manual_seed(0)
    model = TinyLM()
    trainer = DPOTrainer(model, copy.deepcopy(model), DPOConfig(beta=0.2, label_smoothing=0.1), preference_pairs())
    trainer.train()
    print("done")
