import torch
import torch.nn.functional as F

from models import GCN, GraphLearner, smoothness


class StructureTrainer:
    def __init__(self, data, hid=16, lr=1e-2, beta=0.1):
        self.data, self.beta = data, beta
        x = data["x"]
        self.learner = GraphLearner(x.size(1))
        self.gnn = GCN(x.size(1), hid, int(data["y"].max()) + 1)
        self.opt = torch.optim.Adam([
            {"params": self.gnn.parameters(), "weight_decay": 5e-4},
            {"params": self.learner.parameters(), "lr": lr / 10},
        ], lr=lr)
        self.adj = self.learner(x)

    def step(self):
        d = self.data
        self.gnn.train()
        self.opt.zero_grad()
        out = self.gnn(d["x"], self.adj)
        ce = F.cross_entropy(out[d["train"]], d["y"][d["train"]])
        objective = ce + self.beta * smoothness(d["x"], self.adj)
        objective.backward()
        self.opt.step()
        return objective.item()

    @torch.no_grad()
    def accuracy(self, split):
        self.gnn.eval()
        pred = self.gnn(self.data["x"], self.adj).argmax(1)
        m = self.data[split]
        return (pred[m] == self.data["y"][m]).float().mean().item()
