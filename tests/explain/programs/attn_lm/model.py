import torch
import torch.nn as nn
import torch.nn.functional as F
from layers import Block


class GPTMini(nn.Module):
    def __init__(self, vocab, dim=16, n_layer=2, max_len=32):
        super().__init__()
        self.tok = nn.Embedding(vocab, dim)
        self.pos = nn.Parameter(torch.zeros(1, max_len, dim))
        self.blocks = nn.ModuleList(Block(dim) for _ in range(n_layer))
        self.head = nn.Linear(dim, vocab)

    def forward(self, idx, targets=None, pad_id=0):
        pad = idx.eq(pad_id)
        x = self.tok(idx) + self.pos[:, :idx.size(1)]
        for blk in self.blocks:
            x = blk(x, pad)
        logits = self.head(x)
        if targets is None:
            return logits, None
        return logits, F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=pad_id)
