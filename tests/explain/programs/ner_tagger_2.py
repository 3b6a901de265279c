"""BiLSTM tagger for the NER assignment. Usage: python ner_tagger.py"""
from functools import partial
import random

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

PAD, UNK = 0, 1
TAGS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
vocab_size = 50

# class 0 ("O") is downweighted
tag_weights = torch.tensor([0.2, 1.0, 1.0, 1.0, 1.0])
token_loss = partial(F.cross_entropy, weight=tag_weights, reduction="none")


def make_corpus(n, seed=11):
    rng = random.Random(seed)
    corpus = []
    for _ in range(n):
        L = rng.randint(4, 9)
        words = [rng.randint(2, vocab_size - 1) for _ in range(L)]
        tags = [rng.randint(0, len(TAGS) - 1) for _ in range(L)]
        corpus.append((torch.tensor(words), torch.tensor(tags)))
    return corpus


def collate(batch):
    batch = sorted(batch, key=lambda b: len(b[0]), reverse=True)
    lens = torch.tensor([len(w) for w, _ in batch])
    w = pad_sequence([w for w, _ in batch], batch_first=True, padding_value=PAD)
    t = pad_sequence([t for _, t in batch], batch_first=True, padding_value=0)
    return w, t, lens


class Tagger(nn.Module):
    def __init__(self, emb=16, hid=16):
        super().__init__()
        self.emb = nn.Embedding(vocab_size, emb, padding_idx=PAD)
        self.rnn = nn.LSTM(emb, hid, batch_first=True, bidirectional=True)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(2 * hid, len(TAGS))

    def forward(self, w, lens):
        e = pack_padded_sequence(self.emb(w), lens, batch_first=True)
        h, _ = self.rnn(e)
        h, _ = pad_packed_sequence(h, batch_first=True)
        return self.out(self.drop(h))

    def loss(self, w, t, lens):
        scores = self(w, lens)
        mask = (w != PAD).float()
        nll = token_loss(scores.transpose(1, 2), t)
        return nll * mask / mask.sum()


def accuracy(model, corpus):
    model.eval()
    hit = tot = 0
    with torch.no_grad():
        w, t, lens = collate(corpus)
        pred = model(w, lens).argmax(-1)
        m = w != PAD
        hit += (pred[m] == t[m]).sum().item()
        tot += m.sum().item()
    model.train()
    return hit / tot


if __name__ == "__main__":
    torch.manual_seed(11); random.seed(3)
    train, dev = make_corpus(24), make_corpus(8, seed=12)
    model = Tagger()
    opt = torch.optim.Adam(model.parameters(), lr=0.01)
    print("dev accuracy before training: %.3f" % accuracy(model, dev))
    for epoch in range(3):
        random.shuffle(train)
        total = 0.0
        for i in range(0, len(train), 8):
            w, t, lens = collate(train[i:i + 8])
            opt.zero_grad()
            batch_loss = model.loss(w, t, lens)
            batch_loss.backward()
            opt.step()
            total += batch_loss.item()
        print("epoch %d, loss %.3f, dev accuracy %.3f" % (epoch, total, accuracy(model, dev)))
