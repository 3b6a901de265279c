"""
Char LM. The forward returns the loss so that memory is balanced between devices
(see the DataParallel imbalance thread); on a laptop the replicas are emulated.
"""
import math
import torch
import torch.nn as nn

TEXT = "the quick brown fox jumps over the lazy dog and runs away from the angry bear " * 12
CHARS = sorted(set(TEXT))
stoi = {c: i for i, c in enumerate(CHARS)}


class CharLM(nn.Module):
    def __init__(self, n_vocab, d=16):
        super().__init__()
        self.emb = nn.Embedding(n_vocab, d)
        self.rnn = nn.GRU(d, d, batch_first=True)
        self.dec = nn.Linear(d, n_vocab)

    def forward(self, x):
        h, _ = self.rnn(self.emb(x))
        return self.dec(h)


class FullModel(nn.Module):
    """model + loss in one module"""
    def __init__(self, model, criterion):
        super().__init__()
        self.model = model
        self.criterion = criterion

    def forward(self, x, y):
        out = self.model(x)
        loss = self.criterion(out.flatten(0, 1), y.flatten())
        return loss.unsqueeze(0), out


class CPUReplicas(nn.Module):
    """scatter on dim 0, run the module on every chunk, gather on dim 0"""
    def __init__(self, module, n=4):
        super().__init__()
        self.module = module
        self.n = n

    def forward(self, *inputs):
        chunks = zip(*(t.chunk(self.n, dim=0) for t in inputs))
        outputs = [self.module(*c) for c in chunks]
        return tuple(torch.cat(o, dim=0) for o in zip(*outputs))


def batches(seq_len=20, bs=8):
    ids = torch.tensor([stoi[c] for c in TEXT])
    n = (len(ids) - 1) // seq_len
    x = ids[: n * seq_len].view(n, seq_len)
    y = ids[1 : n * seq_len + 1].view(n, seq_len)
    for i in range(0, n - bs + 1, bs):
        yield x[i : i + bs], y[i : i + bs]


def train_epoch(model, optimizer, epoch):
    model.train()
    total, n = 0.0, 0
    for step, (x, y) in enumerate(batches()):
        loss, logits = model(x, y)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 0.25)
        optimizer.step()
        total += loss.mean().item()
        n += 1
        acc = (logits.argmax(-1) == y).float().mean()
        if step % 2 == 0:
            print(f"| epoch {epoch} | step {step} | loss {total / n:5.2f} | ppl {math.exp(total / n):8.2f} | acc {acc:.2f}")


if __name__ == "__main__":
    torch.manual_seed(1111)
    net = FullModel(CharLM(len(CHARS)), nn.CrossEntropyLoss())
    net = CPUReplicas(net, n=4)
    opt = torch.optim.AdamW(net.parameters(), lr=3e-3)
    for epoch in range(1, 3):
        train_epoch(net, opt, epoch)
