import torch
import torch.nn as nn

from client import Client

cfg = dict(num_clients=6, shards_per_client=2, rounds=3, frac=0.5, n_classes=5, seed=99)


def shard(x, y, cfg):
    order = torch.argsort(y)
    shards = order.chunk(cfg["num_clients"] * cfg["shards_per_client"])
    perm = torch.randperm(len(shards))
    for c in range(cfg["num_clients"]):
        take = perm[c * cfg["shards_per_client"]:(c + 1) * cfg["shards_per_client"]]
        idx = torch.cat([shards[s] for s in take])
        yield Client(c, x[idx], y[idx], cfg["n_classes"])


def fedavg(results):
    total = sum(n for _, n in results)
    return {k: sum(sd[k] * (n / total) for sd, n in results) for k in results[0][0]}


@torch.no_grad()
def evaluate(model, x, y):
    return (model(x).argmax(1) == y).float().mean().item()


torch.manual_seed(cfg["seed"])
x = torch.randn(240, 10)
y = (x @ torch.randn(10, cfg["n_classes"])).argmax(1)
server = nn.Sequential(nn.Linear(10, 24), nn.ReLU(), nn.Linear(24, cfg["n_classes"]))
clients = list(shard(x[:180], y[:180], cfg))
print("clients:", [len(c) for c in clients])

for rnd in range(cfg["rounds"]):
    chosen = torch.randperm(len(clients))[: int(cfg["frac"] * len(clients))].tolist()
    results = [clients[i].fit(server) for i in chosen]
    server.load_state_dict(fedavg(results))
    print(f"round {rnd}: clients {chosen} test acc {evaluate(server, x[180:], y[180:]):.3f}")
