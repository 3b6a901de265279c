"""Sequence tagging; the model computes its own loss when it is given labels."""
import torch
import torch.nn as nn

START, END = 0, 1


class TagCRF(nn.Module):
    def __init__(self, n_tags):
        super().__init__()
        self.trans = nn.Parameter(torch.randn(n_tags, n_tags) * 0.1)

    def partition(self, emit):
        alpha = emit[:, 0]
        for t in range(1, emit.size(1)):
            alpha = torch.logsumexp(alpha.unsqueeze(2) + self.trans, dim=1) + emit[:, t]
        return torch.logsumexp(alpha, dim=1)

    def path_score(self, emit, tags):
        s = emit.gather(2, tags.unsqueeze(2)).squeeze(2).sum(1)
        return s + self.trans[tags[:, :-1], tags[:, 1:]].sum(1)

    def forward(self, emit, tags):
        return self.partition(emit) - self.path_score(emit, tags)


class Tagger(nn.Module):
    def __init__(self, vocab=30, n_tags=5, dim=12):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim)
        self.rnn = nn.LSTM(dim, dim // 2, bidirectional=True, batch_first=True)
        self.proj = nn.Linear(dim, n_tags)
        self.crf = TagCRF(n_tags)

    def forward(self, words, tags=None):
        emit = self.proj(self.rnn(self.emb(words))[0])
        if tags is None:
            return emit.argmax(-1)
        return self.crf(emit, tags)


def evaluate(model, words, tags):
    model.eval()
    with torch.no_grad():
        acc = (model(words) == tags).float().mean()
    model.train()
    return acc.item()


torch.manual_seed(13)
model = Tagger()
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
words = torch.randint(2, 30, (4, 7))
tags = words % 5
print("before: acc %.3f" % evaluate(model, words, tags))
for i in range(10):
    model.zero_grad()
    model(words, tags).backward()
    optimizer.step()
print("after: acc %.3f" % evaluate(model, words, tags))
