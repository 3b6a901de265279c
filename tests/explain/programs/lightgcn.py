import random
import sys

import numpy as np
import torch
from torch import nn
import torch.nn.functional as F

args = {
    'recdim': 8, 'layer': 2, 'decay': 1e-4, 'lr': 0.01,
    'bpr_batch': 12, 'epochs': 2, 'seed': 2020,
}


class Loader:
    """synthetic implicit feedback"""

    def __init__(self, n_user=20, m_item=30, per_user=5):
        self.n_user, self.m_item = n_user, m_item
        self.allPos = [np.random.choice(m_item, per_user, replace=False) for _ in range(n_user)]

    def getSparseGraph(self):
        n = self.n_user + self.m_item
        A = torch.zeros(n, n)
        for u, items in enumerate(self.allPos):
            for i in items:
                A[u, self.n_user + i] = 1.
                A[self.n_user + i, u] = 1.
        deg = A.sum(1).clamp(min=1)
        d_inv = deg.pow(-0.5)
        return (d_inv[:, None] * A * d_inv[None, :]).to_sparse()

    def uniformSample(self):
        S = []
        for u in range(self.n_user):
            for pos in self.allPos[u][:2]:
                while True:
                    neg = np.random.randint(0, self.m_item)
                    if neg not in self.allPos[u]:
                        break
                S.append([u, pos, neg])
        random.shuffle(S)
        return torch.tensor(np.array(S)).long()


class LightGCN(nn.Module):
    def __init__(self, config, dataset):
        super().__init__()
        self.config, self.dataset = config, dataset
        self.embedding_user = nn.Embedding(dataset.n_user, config['recdim'])
        self.embedding_item = nn.Embedding(dataset.m_item, config['recdim'])
        nn.init.normal_(self.embedding_user.weight, std=0.1)
        nn.init.normal_(self.embedding_item.weight, std=0.1)
        self.Graph = dataset.getSparseGraph()

    def computer(self):
        all_emb = torch.cat([self.embedding_user.weight, self.embedding_item.weight])
        embs = [all_emb]
        for _ in range(self.config['layer']):
            all_emb = torch.sparse.mm(self.Graph, all_emb)
            embs.append(all_emb)
        light_out = torch.mean(torch.stack(embs, dim=1), dim=1)
        return torch.split(light_out, [self.dataset.n_user, self.dataset.m_item])

    def bpr_loss(self, users, pos, neg):
        all_users, all_items = self.computer()
        u, p, n = all_users[users], all_items[pos], all_items[neg]
        u0, p0, n0 = self.embedding_user(users), self.embedding_item(pos), self.embedding_item(neg)
        reg_loss = (1 / 2) * (u0.norm(2, dim=1).pow(2) +
                              p0.norm(2, dim=1).pow(2) +
                              n0.norm(2, dim=1).pow(2)) / float(len(users))
        pos_scores = torch.sum(u * p, dim=1)
        neg_scores = torch.sum(u * n, dim=1)
        loss = torch.mean(F.softplus(neg_scores - pos_scores))
        return loss, reg_loss


class BPRLoss:
    def __init__(self, model, config):
        self.model = model
        self.weight_decay = config['decay']
        self.opt = torch.optim.Adam(model.parameters(), lr=config['lr'])

    def stageOne(self, users, pos, neg):
        loss, reg_loss = self.model.bpr_loss(users, pos, neg)
        reg_loss = reg_loss * self.weight_decay
        loss = loss + reg_loss
        self.opt.zero_grad()
        loss.backward()
        self.opt.step()
        return loss.cpu().item()


def BPR_train(dataset, model, bpr, epoch):
    model.train()
    S = dataset.uniformSample()
    total, cnt = 0., 0
    for i in range(0, len(S), args['bpr_batch']):
        b = S[i:i + args['bpr_batch']]
        total += bpr.stageOne(b[:, 0], b[:, 1], b[:, 2])
        cnt += 1
    return f"EPOCH[{epoch + 1}] loss{total / cnt:.4f}"


random.seed(args['seed']); np.random.seed(args['seed']); torch.manual_seed(args['seed'])
dataset = Loader()
Recmodel = LightGCN(args, dataset)
bpr = BPRLoss(Recmodel, args)
print(">>SEED:", args['seed']); sys.stdout.flush()
for e in range(args['epochs']):
    print(BPR_train(dataset, Recmodel, bpr, e))
