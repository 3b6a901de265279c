# -*- coding: utf-8 -*-
"""BPR-MF on the (small) library loan log, course project 2023."""
import argparse
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


class BPRMF(nn.Module):
    def __init__(self, n_users, n_books, dim):
        super().__init__()
        self.user = nn.Embedding(n_users, dim)
        self.book = nn.Embedding(n_books, dim)
        self.bias = nn.Embedding(n_books, 1)
        nn.init.normal_(self.user.weight, std=0.01)
        nn.init.normal_(self.book.weight, std=0.01)
        nn.init.zeros_(self.bias.weight)

    def forward(self, u, i, j):
        eu, ei, ej = self.user(u), self.book(i), self.book(j)
        pos = (eu * ei).sum(-1) + self.bias(i).squeeze(-1)
        neg = (eu * ej).sum(-1) + self.bias(j).squeeze(-1)
        return pos, neg, (eu, ei, ej)


def l2_penalty(embs, batch_size):
    return sum(e.pow(2).sum(dim=1) for e in embs) / (2 * batch_size)


def sample_triples(loans, n_books, k):
    triples = []
    users = list(loans)
    while len(triples) < k:
        u = random.choice(users)
        i = random.choice(loans[u])
        j = random.randrange(n_books)
        if j not in loans[u]:
            triples.append((u, i, j))
    return torch.tensor(triples).unbind(1)


def hit_rate(model, loans, k=5):
    with torch.no_grad():
        scores = model.user.weight @ model.book.weight.T + model.bias.weight.T
        top = scores.topk(k, dim=1).indices
    hits = [len(set(top[u].tolist()) & set(b)) > 0 for u, b in loans.items()]
    return float(np.mean(hits))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--dim", type=int, default=8)
    ap.add_argument("--batch-size", type=int, default=24)
    ap.add_argument("--epochs", type=int, default=4)
    ap.add_argument("--reg", type=float, default=1e-3)
    args = ap.parse_args()

    random.seed(0)
    np.random.seed(0)
    torch.manual_seed(0)
    n_users, n_books = 15, 40
    loans = {u: random.sample(range(n_books), 6) for u in range(n_users)}

    model = BPRMF(n_users, n_books, args.dim)
    opt = torch.optim.Adam(model.parameters(), lr=1e-2)
    print("users %d books %d" % (n_users, n_books))

    for ep in range(args.epochs):
        ep_loss = 0.0
        for _ in range(5):
            u, i, j = sample_triples(loans, n_books, args.batch_size)
            pos, neg, embs = model(u, i, j)
            rank_loss = -F.logsigmoid(pos - neg).mean()
            loss = rank_loss + args.reg * l2_penalty(embs, args.batch_size)
            opt.zero_grad()
            loss.backward()
            opt.step()
            ep_loss += rank_loss.item()
        print("epoch %d bpr %.4f HR@5 %.3f" % (ep, ep_loss / 5, hit_rate(model, loans)))


if __name__ == "__main__":
    main()
