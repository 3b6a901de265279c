import torch
import torch.nn.functional as F

from graph import CitationGraph
from layers import GraphSAGE


def train_step(model, graph, opt):
    model.train()
    opt.zero_grad()
    logits = model(graph.x, graph.adj)[graph.train_idx]
    per_node = F.cross_entropy(logits, graph.y[graph.train_idx], reduction="none")
    # hubs count less
    w = graph.deg[graph.train_idx].reciprocal()
    loss = (per_node * w).sum() / w.sum()
    loss.backward()
    opt.step()
    return loss.item()


@torch.no_grad()
def test(model, graph):
    model.eval()
    pred = model(graph.x, graph.adj).argmax(-1)
    return (pred == graph.y)[graph.test_idx].float().mean().item()


def main():
    torch.manual_seed(5)
    graph = CitationGraph()
    model = GraphSAGE(graph.num_features, 16, graph.num_classes)
    opt = torch.optim.Adam(model.parameters(), lr=1e-2, weight_decay=5e-4)
    for epoch in range(10):
        loss = train_step(model, graph, opt)
        if epoch % 3 == 0:
            print(f"Epoch: {epoch:03d}, Loss: {loss:.4f}, Test: {test(model, graph):.4f}")


if __name__ == "__main__":
    main()
