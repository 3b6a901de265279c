"""Tiny causal LM, LoRA adapters on a frozen base, activation checkpointing."""
import argparse
import math
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.checkpoint import checkpoint


@dataclass
class LMConfig:
    vocab: int = 50
    dim: int = 32
    heads: int = 4
    layers: int = 2
    rank: int = 4
    ckpt: bool = True


class LoRALinear(nn.Module):
    def __init__(self, d_in, d_out, r, alpha=8):
        super().__init__()
        self.base = nn.Linear(d_in, d_out)
        self.base.requires_grad_(False)
        self.A = nn.Parameter(torch.randn(r, d_in) / math.sqrt(d_in))
        self.B = nn.Parameter(torch.zeros(d_out, r))
        self.scale = alpha / r

    def forward(self, x):
        return self.base(x) + self.scale * (x @ self.A.T @ self.B.T)


class Block(nn.Module):
    def __init__(self, c: LMConfig):
        super().__init__()
        self.h = c.heads
        self.ln1, self.ln2 = nn.LayerNorm(c.dim), nn.LayerNorm(c.dim)
        self.qkv = LoRALinear(c.dim, 3 * c.dim, c.rank)
        self.proj = LoRALinear(c.dim, c.dim, c.rank)
        self.mlp = nn.Sequential(LoRALinear(c.dim, 2 * c.dim, c.rank), nn.GELU(), LoRALinear(2 * c.dim, c.dim, c.rank))

    def forward(self, x):
        B, T, C = x.shape
        q, k, v = (t.view(B, T, self.h, -1).transpose(1, 2) for t in self.qkv(self.ln1(x)).chunk(3, -1))
        a = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.proj(a.transpose(1, 2).reshape(B, T, C))
        return x + self.mlp(self.ln2(x))


class TinyLM(nn.Module):
    def __init__(self, c: LMConfig):
        super().__init__()
        self.c = c
        self.tok = nn.Embedding(c.vocab, c.dim)
        self.blocks = nn.ModuleList(Block(c) for _ in range(c.layers))
        self.ln_f = nn.LayerNorm(c.dim)
        self.lm_head = nn.Linear(c.dim, c.vocab, bias=False)

    def forward(self, ids):
        h = self.tok(ids)
        for blk in self.blocks:
            if self.c.ckpt and self.training:
                h = checkpoint(blk, h, use_reentrant=True)
            else:
                h = blk(h)
        return self.lm_head(self.ln_f(h))


def mark_only_lora_as_trainable(model):
    for n, p in model.named_parameters():
        p.requires_grad_(n.endswith((".A", ".B")))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--steps", type=int, default=3)
    ap.add_argument("--lr", type=float, default=1e-2)
    args = ap.parse_args()
    torch.manual_seed(0)

    lm = TinyLM(LMConfig())
    mark_only_lora_as_trainable(lm)
    trainable = [p for p in lm.parameters() if p.requires_grad]
    print(f"trainable: {sum(p.numel() for p in trainable)} / {sum(p.numel() for p in lm.parameters())}")
    opt = torch.optim.AdamW(trainable, lr=args.lr)
    lm.train()
    for step in range(args.steps):
        ids = torch.randint(0, 50, (4, 17))
        logits = lm(ids[:, :-1])
        loss = F.cross_entropy(logits.reshape(-1, logits.size(-1)), ids[:, 1:].reshape(-1))
        loss.backward()
        opt.step()
        opt.zero_grad()
        print(f"step {step} loss {loss.item():.4f}")


if __name__ == "__main__":
    main()
