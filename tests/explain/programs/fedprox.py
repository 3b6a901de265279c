#!/usr/bin/env python3
"""FedAvg / FedProx simulation with heterogeneous clients (toy)."""
import copy
import logging
import random
import sys
from collections import OrderedDict

import numpy as np
import torch
import torch.nn as nn

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(message)s")
log = logging.getLogger("fed")


def seed_everything(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


class Client:
    def __init__(self, cid, n_samples, mu, local_epochs):
        self.cid = cid
        self.mu = mu
        self.local_epochs = local_epochs
        shift = torch.randn(6) * 0.5
        self.x = torch.randn(n_samples, 6) + shift
        self.y = (self.x.sum(1) > shift.sum()).long()
        self.ce = nn.CrossEntropyLoss()

    def __len__(self):
        return self.y.numel()

    def proximal(self, model, reference):
        """mu / 2 * || w - w_global ||^2"""
        sq = [(w - w0.detach()).pow(2).sum()
              for w, w0 in zip(model.parameters(), reference.parameters())]
        return self.mu / 2 * torch.stack(sq)

    def update(self, global_model):
        model = copy.deepcopy(global_model)
        opt = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
        history = []
        for _ in range(self.local_epochs):
            for idx in torch.randperm(len(self)).split(8):
                opt.zero_grad()
                loss = self.ce(model(self.x[idx]), self.y[idx])
                history.append(loss.item())
                if self.mu > 0:
                    loss = loss + self.proximal(model, global_model)
                loss.backward()
                opt.step()
        return model.state_dict(), np.mean(history)


class Server:
    def __init__(self, clients, fraction):
        self.clients, self.fraction = clients, fraction
        self.model = nn.Sequential(nn.Linear(6, 10), nn.ReLU(), nn.Linear(10, 2))

    def aggregate(self, states, sizes):
        total = float(sum(sizes))
        avg = OrderedDict()
        for key in states[0]:
            avg[key] = sum(s[key] * (n / total) for s, n in zip(states, sizes))
        self.model.load_state_dict(avg)

    def round(self, r):
        chosen = random.sample(self.clients, max(1, int(self.fraction * len(self.clients))))
        states, sizes, losses = [], [], []
        for c in chosen:
            state, loss = c.update(self.model)
            states.append(state)
            sizes.append(len(c))
            losses.append(loss)
            log.info("round %d client %d n=%d loss=%.4f", r, c.cid, len(c), loss)
        self.aggregate(states, sizes)


def run(n_clients=4, rounds=2, stragglers=(1, 3)):
    # the stragglers train without the proximal term, like in the ablation
    clients = [Client(i, n_samples=random.randint(10, 30),
                      mu=0.0 if i in stragglers else 0.01,
                      local_epochs=1 if i in stragglers else 2)
               for i in range(n_clients)]
    server = Server(clients, fraction=1.0)
    for r in range(rounds):
        server.round(r)
    log.info("finished")


if __name__ == "__main__":
    seed_everything(3)
    run()
