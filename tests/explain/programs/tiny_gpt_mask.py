# minimal decoder-only transformer on copy task (CS224-ish final project)
import math
import torch
import torch.nn as nn
from torch.nn import functional as F

torch.manual_seed(1337)
B, T, V, C, H = 8, 12, 10, 24, 3


def causal_mask(t):
    return torch.triu(torch.ones(t, t, dtype=torch.bool), diagonal=1)


def attend(q, k, v, mask, drop=None):
    att = (q @ k.transpose(-2, -1)) / math.sqrt(k.size(-1))
    att = F.softmax(att, dim=-1)
    att[mask.expand_as(att)] = 0.0
    if drop is not None:
        att = drop(att)
    return att @ v


class Heads(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(C, 3 * C, bias=False)
        self.o = nn.Linear(C, C)
        self.drop = nn.Dropout(0.0)

    def forward(self, x):
        b, t, c = x.shape
        q, k, v = [z.view(b, t, H, c // H).transpose(1, 2) for z in self.qkv(x).split(c, dim=-1)]
        y = attend(q, k, v, causal_mask(t), self.drop)
        return self.o(y.transpose(1, 2).reshape(b, t, c))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(C), nn.LayerNorm(C)
        self.sa = Heads()
        self.ff = nn.Sequential(nn.Linear(C, 4 * C), nn.ReLU(inplace=True), nn.Linear(4 * C, C))

    def forward(self, x):
        x = x + self.sa(self.ln1(x))
        return x + self.ff(self.ln2(x))


class GPT(nn.Module):
    def __init__(self, n_layer=2):
        super().__init__()
        self.tok = nn.Embedding(V, C)
        self.pos = nn.Embedding(T, C)
        self.blocks = nn.Sequential(*[Block() for _ in range(n_layer)])
        self.ln = nn.LayerNorm(C)
        self.head = nn.Linear(C, V)

    def forward(self, idx, targets=None):
        x = self.tok(idx) + self.pos(torch.arange(idx.size(1)))
        logits = self.head(self.ln(self.blocks(x)))
        if targets is None:
            return logits, None
        return logits, F.cross_entropy(logits.view(-1, V), targets.reshape(-1))


def get_batch():
    half = torch.randint(0, V, (B, T // 2 + 1))
    seq = torch.cat([half, half], 1)[:, : T + 1]
    return seq[:, :-1], seq[:, 1:]


m = GPT()
print(sum(p.numel() for p in m.parameters()) / 1e3, 'K parameters')
optimizer = torch.optim.AdamW(m.parameters(), lr=1e-3)

for it in range(40):
    xb, yb = get_batch()
    logits, loss = m(xb, yb)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    if it % 10 == 0:
        print(f'step {it}: train loss {loss.item():.4f}')
