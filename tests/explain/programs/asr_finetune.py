"""Fine-tune only the last part of a (fake) pretrained speech encoder for keyword spotting."""
import argparse
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class ConvSubsampler(nn.Module):
    def __init__(self, n_mels, dim):
        super().__init__()
        self.c1 = nn.Conv1d(n_mels, dim, 3, stride=2, padding=1)
        self.c2 = nn.Conv1d(dim, dim, 3, stride=2, padding=1)

    def forward(self, x):
        return F.gelu(self.c2(F.gelu(self.c1(x)))).transpose(1, 2)


class SpeechEncoder(nn.Module):
    def __init__(self, n_mels=12, dim=16, layers=2):
        super().__init__()
        self.subsample = ConvSubsampler(n_mels, dim)
        self.blocks = nn.ModuleList([
            nn.TransformerEncoderLayer(dim, 2, 32, dropout=0.0, batch_first=True) for _ in range(layers)])

    def forward(self, mel):
        x = self.subsample(mel)
        for b in self.blocks:
            x = b(x)
        return x


class KeywordSpotter(nn.Module):
    def __init__(self, n_words):
        super().__init__()
        self.encoder = SpeechEncoder()
        self.pool_query = nn.Parameter(torch.randn(16) * 0.1)
        self.proj = nn.Linear(16, n_words)

    def forward(self, mel):
        h = self.encoder(mel)
        att = torch.softmax(h @ self.pool_query, dim=1)
        return self.proj((att.unsqueeze(-1) * h).sum(1))


def freeze_all_but(model, keys):
    n = 0
    for name, p in model.named_parameters():
        p.requires_grad = any(name.startswith(k) for k in keys)
        n += p.numel()
    return n


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--trainable", nargs="+", default=["classifier", "head"])
    ap.add_argument("--words", type=int, default=5)
    ap.add_argument("--steps", type=int, default=4)
    ap.add_argument("--seed", type=int, default=99)
    a = ap.parse_args()
    random.seed(a.seed)
    np.random.seed(a.seed)
    torch.manual_seed(a.seed)

    model = KeywordSpotter(a.words)
    total = freeze_all_but(model, a.trainable)
    print(f"loaded encoder, {total} parameters")
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)

    for step in range(a.steps):
        mel = torch.randn(6, 12, 40)
        words = torch.randint(a.words, (6,))
        logits = model(mel)
        loss = F.cross_entropy(logits, words)
        acc = (logits.argmax(-1) == words).float().mean()
        print(f"step {step} loss {loss.item():.3f} acc {acc.item():.2f}")
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


if __name__ == "__main__":
    main()
