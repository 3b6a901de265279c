# NGCF-style graph recommender, amazon-book split (here: random interactions)
import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

np.random.seed(2020)
torch.manual_seed(2020)

N_USERS, N_ITEMS, DIM, LAYERS = 20, 30, 8, 2
DECAY = 1e-4
BATCH = 16


def build_graph(pairs):
    n = N_USERS + N_ITEMS
    A = torch.zeros(n, n)
    for u, i in pairs:
        A[u, N_USERS + i] = 1.
        A[N_USERS + i, u] = 1.
    deg = A.sum(1).clamp(min=1.)
    return A / deg.sqrt()[:, None] / deg.sqrt()[None, :]


class NGCF(nn.Module):
    def __init__(self, adj):
        super().__init__()
        self.register_buffer("adj", adj)
        self.user_emb = nn.Embedding(N_USERS, DIM)
        self.item_emb = nn.Embedding(N_ITEMS, DIM)
        self.W1 = nn.ModuleList([nn.Linear(DIM, DIM) for _ in range(LAYERS)])
        self.W2 = nn.ModuleList([nn.Linear(DIM, DIM) for _ in range(LAYERS)])
        nn.init.xavier_uniform_(self.user_emb.weight)
        nn.init.xavier_uniform_(self.item_emb.weight)
        self._last = None

    def propagate(self):
        e = torch.cat([self.user_emb.weight, self.item_emb.weight])
        outs = [e]
        for w1, w2 in zip(self.W1, self.W2):
            side = self.adj @ e
            e = F.leaky_relu(w1(side + e) + w2(side * e), 0.2)
            outs.append(F.normalize(e, dim=1))
        out = torch.cat(outs, dim=1)
        return out[:N_USERS], out[N_USERS:]

    def forward(self, users, pos, neg):
        U, I = self.propagate()
        self._last = (self.user_emb(users), self.item_emb(pos), self.item_emb(neg))
        return (U[users] * I[pos]).sum(1), (U[users] * I[neg]).sum(1)

    @property
    def emb_reg(self):
        """0.5 * ||e||^2 of the ego embeddings of the last batch, per the paper"""
        u, p, n = self._last
        return 0.5 * (u.norm(2, dim=1).pow(2) + p.norm(2, dim=1).pow(2) + n.norm(2, dim=1).pow(2)) / len(u)


def bpr(pos_scores, neg_scores):
    return -F.logsigmoid(pos_scores - neg_scores).mean()


def sample(pairs, size):
    idx = np.random.choice(len(pairs), size)
    u, p = pairs[idx, 0], pairs[idx, 1]
    n = np.random.randint(0, N_ITEMS, size)
    return map(torch.as_tensor, (u, p, n))


pairs = np.stack([np.random.randint(0, N_USERS, 120), np.random.randint(0, N_ITEMS, 120)], 1)
model = NGCF(build_graph(pairs))
opt = torch.optim.Adam(model.parameters(), lr=1e-2)

for epoch in range(3):
    n_batch = len(pairs) // BATCH
    mf_total = 0.
    for _ in range(n_batch):
        users, pos, neg = sample(pairs, BATCH)
        s_pos, s_neg = model(users, pos, neg)
        mf_loss = bpr(s_pos, s_neg)
        batch_loss = mf_loss + DECAY * model.emb_reg
        opt.zero_grad()
        batch_loss.backward()
        opt.step()
        mf_total += mf_loss.item()
    print("Epoch %d: train==[mf %.5f]" % (epoch, mf_total / n_batch))
