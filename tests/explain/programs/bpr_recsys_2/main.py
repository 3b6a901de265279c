import logging
import random
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from recsys.models import MODELS
from recsys.data import InteractionData

logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(message)s")
log = logging.getLogger(Path(__file__).parent.name)


def fit(model, data, epochs=2, batch=16, reg=1e-4):
    optim = torch.optim.Adagrad(model.parameters(), lr=0.1)
    for ep in range(epochs):
        running = []
        for u, i, j in data.triplets(batch):
            diff = model.score(u, i) - model.score(u, j)
            bpr = -F.logsigmoid(diff).mean()
            bpr = bpr + reg * (model.user.weight.detach() ** 2).sum() / len(u)
            optim.zero_grad()
            bpr.backward()
            optim.step()
            running.append(bpr.item())
        log.info("epoch %d bpr %.4f", ep, np.mean(running))


def hit_rate(model, data, k=3):
    hits = 0
    for u, true in data.held_out.items():
        items = torch.arange(data.n_items)
        top = model.score(torch.full_like(items, u), items).topk(k).indices
        hits += int(true in top.tolist())
    return hits / len(data.held_out)


if __name__ == "__main__":
    random.seed(8)
    np.random.seed(8)
    torch.manual_seed(8)
    data = InteractionData(n_users=12, n_items=15)
    model = MODELS["mf"](data.n_users, data.n_items, dim=6)
    fit(model, data)
    log.info("HR@3 %.3f", hit_rate(model, data))
