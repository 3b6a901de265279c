import math
import random
from types import SimpleNamespace as NS

import numpy as np
import torch
import torch.nn as nn
from torch.nn import functional as F

text = "the quick brown fox jumps over the lazy dog. pack my box with five dozen liquor jugs. " * 3
chars = sorted(list(set(text)))
stoi = {ch: i for i, ch in enumerate(chars)}
itos = {i: ch for i, ch in enumerate(chars)}

cfg = NS(vocab=len(chars), block=16, n_embd=24, n_head=3, n_layer=2, dropout=0.0, smoothing=0.1, bs=4, iters=3, lr=1e-3)


class CausalSelfAttention(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.n_head = c.n_head
        self.c_attn = nn.Linear(c.n_embd, 3 * c.n_embd)
        self.c_proj = nn.Linear(c.n_embd, c.n_embd)
        self.register_buffer("mask", torch.tril(torch.ones(c.block, c.block))[None, None])

    def forward(self, x):
        B, T, C = x.size()
        q, k, v = (z.view(B, T, self.n_head, -1).transpose(1, 2) for z in self.c_attn(x).split(C, 2))
        att = (q @ k.transpose(-2, -1)) / math.sqrt(k.size(-1))
        att = F.softmax(att.masked_fill(self.mask[:, :, :T, :T] == 0, float("-inf")), dim=-1)
        return self.c_proj((att @ v).transpose(1, 2).reshape(B, T, C))


class Block(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.ln_1, self.ln_2 = nn.LayerNorm(c.n_embd), nn.LayerNorm(c.n_embd)
        self.attn = CausalSelfAttention(c)
        self.mlp = nn.Sequential(nn.Linear(c.n_embd, 4 * c.n_embd), nn.GELU(), nn.Linear(4 * c.n_embd, c.n_embd))

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


def smoothed_xent(logits, targets, smoothing, ignore_index=-1):
    logp = F.log_softmax(logits, dim=-1)
    keep = targets != ignore_index
    nll = -logp[keep].gather(1, targets[keep][:, None])[:, 0]
    uniform = -logp[keep].mean(-1)
    return torch.lerp(nll, uniform, smoothing)


class GPT(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.c = c
        self.wte, self.wpe = nn.Embedding(c.vocab, c.n_embd), nn.Embedding(c.block, c.n_embd)
        self.h = nn.Sequential(*[Block(c) for _ in range(c.n_layer)])
        self.ln_f = nn.LayerNorm(c.n_embd)
        self.head = nn.Linear(c.n_embd, c.vocab, bias=False)

    def forward(self, idx, targets=None):
        x = self.wte(idx) + self.wpe(torch.arange(idx.size(1)))
        logits = self.head(self.ln_f(self.h(x)))
        loss = None
        if targets is not None:
            flat = logits.view(-1, logits.size(-1)), targets.view(-1)
            if self.training and self.c.smoothing > 0:
                loss = smoothed_xent(*flat, self.c.smoothing)
            else:
                loss = F.cross_entropy(*flat, ignore_index=-1)
        return logits, loss

    @torch.no_grad()
    def generate(self, idx, n):
        for _ in range(n):
            logits, _ = self(idx[:, -self.c.block:])
            idx = torch.cat([idx, logits[:, -1:].argmax(-1)], 1)
        return idx


def get_batch(data):
    ix = [random.randrange(len(data) - cfg.block - 1) for _ in range(cfg.bs)]
    x = torch.stack([data[i:i + cfg.block] for i in ix])
    y = torch.stack([data[i + 1:i + 1 + cfg.block] for i in ix])
    y[:, :2] = -1  # no context yet, do not score
    return x, y


random.seed(1337); np.random.seed(1337); torch.manual_seed(1337)
data = torch.tensor([stoi[c] for c in text])
model = GPT(cfg)
optimizer = torch.optim.AdamW(model.parameters(), lr=cfg.lr, betas=(0.9, 0.95))

model.eval()
print(f"val loss before training {model(*get_batch(data))[1].item():.3f} (ln V = {math.log(cfg.vocab):.3f})")
model.train()
for it in range(cfg.iters):
    xb, yb = get_batch(data)
    logits, loss = model(xb, yb)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    print(f"iter {it}: loss {loss.item():.4f}")
print("".join(itos[i] for i in model.generate(torch.tensor([[stoi["t"]]]), 12)[0].tolist()))
