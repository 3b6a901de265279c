import math
from dataclasses import dataclass
import torch
from torch import nn, Tensor


@dataclass
class LMConfig:
    vocab: int = 50
    d_model: int = 16
    n_head: int = 2
    max_len: int = 12
    mask_prob: float = 0.15
    mask_id: int = 1
    pad_id: int = 0


class Encoder(nn.Module):
    def __init__(self, c: LMConfig) -> None:
        super().__init__()
        self.c = c
        self.tok = nn.Embedding(c.vocab, c.d_model, padding_idx=c.pad_id)
        self.pos = nn.Embedding(c.max_len, c.d_model)
        self.layer = nn.TransformerEncoderLayer(
            c.d_model, c.n_head, dim_feedforward=32, dropout=0.0, batch_first=True)
        self.out = nn.Linear(c.d_model, c.vocab)

    def forward(self, ids: Tensor) -> Tensor:
        pos = torch.arange(ids.size(1), device=ids.device)
        h = self.tok(ids) * math.sqrt(self.c.d_model) + self.pos(pos)
        h = self.layer(h, src_key_padding_mask=ids.eq(self.c.pad_id))
        return self.out(h)


def mask_tokens(ids: Tensor, c: LMConfig) -> tuple[Tensor, Tensor]:
    """BERT-like corruption; returns the corrupted ids and a 0/1 mask."""
    chosen = (torch.rand(ids.shape) < c.mask_prob) & ids.ne(c.pad_id)
    chosen[:, 1] = True     # at least one a sentence
    corrupted = ids.masked_fill(chosen, c.mask_id)
    return corrupted, chosen.float()


def mlm_loss(logits: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
    criterion = nn.CrossEntropyLoss(reduction="none")
    token_loss = criterion(logits.transpose(1, 2), labels)
    return (token_loss * mask) / mask.sum().clamp(min=1.0)


def sentences(n: int, c: LMConfig) -> Tensor:
    ids = torch.randint(2, c.vocab, (n, c.max_len))
    lengths = torch.randint(5, c.max_len + 1, (n,))
    for row, length in zip(ids, lengths):
        row[length:] = c.pad_id
    return ids


def train(steps: int = 4) -> None:
    torch.manual_seed(7)
    c = LMConfig()
    model = Encoder(c)
    optim = torch.optim.Adam(model.parameters(), lr=1e-3)
    for step in range(steps):
        ids = sentences(6, c)
        x, mask = mask_tokens(ids, c)
        loss = mlm_loss(model(x), ids, mask)
        optim.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optim.step()
        print(f"step {step} | masked {int(mask.sum())} | ppl {loss.exp().item():.2f}")


if __name__ == "__main__":
    train()
