"""person re-id toy: identity loss + triplet + center, terms come from a generator"""
import torch
import torch.nn as nn
import torch.nn.functional as F
from itertools import islice


def pk_sampler(num_ids, p, k, dim):
    centers = torch.randn(num_ids, dim) * 2
    while True:
        ids = torch.randperm(num_ids)[:p].repeat_interleave(k)
        yield centers[ids] + torch.randn(p * k, dim), ids


class Embedder(nn.Module):
    def __init__(self, d_in, d_emb, num_ids):
        super().__init__()
        self.fc = nn.Sequential(nn.Linear(d_in, 32), nn.ReLU(), nn.Linear(32, d_emb))
        self.id_head = nn.Linear(d_emb, num_ids, bias=False)
        self.centers = nn.Parameter(torch.zeros(num_ids, d_emb))

    def forward(self, x):
        e = F.normalize(self.fc(x), dim=1)
        return e, self.id_head(e)


def hardest(emb, ids):
    d = torch.cdist(emb, emb)
    same = ids[:, None] == ids[None, :]
    pos = d.masked_fill(~same, -1).max(dim=1).values
    neg = d.masked_fill(same, 1e3).min(dim=1).values
    return pos, neg


def loss_terms(net, x, ids, margin=0.3):
    emb, logits = net(x)
    yield 1.0, F.cross_entropy(logits, ids)
    ap, an = hardest(emb, ids)
    yield 1.0, F.relu(ap - an + margin)
    yield 5e-4, ((emb - net.centers[ids]) ** 2).sum(1).mean()


def main():
    torch.manual_seed(8)
    net = Embedder(d_in=6, d_emb=8, num_ids=10)
    opt = torch.optim.Adam(net.parameters(), lr=1e-2)
    sampler = pk_sampler(10, p=4, k=3, dim=6)
    for it, (x, ids) in enumerate(islice(sampler, 12)):
        opt.zero_grad()
        L = sum(w * t for w, t in loss_terms(net, x, ids))
        L.backward()
        opt.step()
        if it % 4 == 3:
            print("iter {:2d}  L = {:.4f}".format(it + 1, float(L)))


if __name__ == "__main__":
    main()
