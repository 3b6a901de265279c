import torch
import torch.nn.functional as F

from nets import PaperClassifier


def toy_graph(n=50, e=160, d=12, c=4):
    g = dict(x=torch.randn(n, d), y=torch.randint(c, (n,)), venue=torch.randint(10, (n,)))
    g["edge_index"] = torch.randint(n, (2, e))
    g["train_mask"] = torch.rand(n) < 0.6
    return g


class Trainer:
    def __init__(self, model, graph, lr=0.01):
        self.model, self.g = model, graph
        self.opt = torch.optim.Adam(model.parameters(), lr=lr, weight_decay=5e-4)

    def losses(self):
        out = self.model(self.g["x"], self.g["edge_index"], self.g["venue"])
        m = self.g["train_mask"]
        ce = F.cross_entropy(out[m], self.g["y"][m], reduction="none")
        ent = -(out.softmax(1) * out.log_softmax(1)).sum(1)
        return ce.mean(), ent[~m].mean()

    def grad_norms(self):
        return {name: p.grad.norm().item() for name, p in self.model.named_parameters()}

    def step(self):
        self.opt.zero_grad()
        ce, ent = self.losses()
        loss = ce + 0.1 * ent
        loss.backward()
        norms = self.grad_norms()
        self.opt.step()
        return loss.item(), max(norms.values())

    def fit(self, epochs):
        for ep in range(epochs):
            loss, gmax = self.step()
            print(f"{ep}: loss={loss:.4f} max grad={gmax:.4f}")


if __name__ == "__main__":
    torch.manual_seed(77)
    graph = toy_graph()
    net = PaperClassifier(12, 16, 4)
    print(net.__class__.__name__, "on", graph["edge_index"].size(1), "edges")
    Trainer(net, graph).fit(5)
