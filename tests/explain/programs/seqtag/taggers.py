import torch.nn as nn

from base import BaseTagger


class LSTMTagger(BaseTagger):
    def __init__(self, vocab, n_tags, dim=16, **kw):
        super().__init__(n_tags, **kw)
        self.emb = nn.Embedding(vocab, dim)
        self.rnn = nn.LSTM(dim, dim, batch_first=True, bidirectional=True)
        self.proj = nn.Linear(2 * dim, n_tags)

    def encode(self, tokens):
        h, _ = self.rnn(self.emb(tokens))
        return self.proj(h)


class MaskedLSTMTagger(LSTMTagger):
    """Ignores padding; each sentence counts the same whatever its length."""

    def reduce(self, token_loss, mask):
        mask = mask.to(token_loss.dtype)
        per_sentence = (token_loss * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1)
        return per_sentence
