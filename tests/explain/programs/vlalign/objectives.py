import torch
import torch.nn.functional as F


def image_text_contrastive(v, t, temp):
    sim = v @ t.t() / temp
    tgt = torch.arange(v.size(0), device=v.device)
    return (F.cross_entropy(sim, tgt) + F.cross_entropy(sim.t(), tgt)) / 2


@torch.no_grad()
def mine_negatives(v, t):
    sim = v @ t.t()
    sim.fill_diagonal_(-1e4)
    return sim.argmax(1), sim.argmax(0)


def image_text_matching(model, v, t):
    """positives + the hardest caption per image + the hardest image per caption"""
    neg_t, neg_v = mine_negatives(v, t)
    pairs = torch.cat([
        torch.cat([v, t], -1),
        torch.cat([v, t[neg_t]], -1),
        torch.cat([v[neg_v], t], -1),
    ])
    labels = torch.cat([torch.ones(len(v)), torch.zeros(2 * len(v))]).long()
    logits = model.match_head(pairs)
    acc = (logits.argmax(-1) == labels).float().mean()
    return F.cross_entropy(logits, labels, reduction="none"), acc.item()


def alignment_uniformity(v, t, alpha=2.0, tau=2.0):
    align = (v - t).norm(dim=-1).pow(alpha).mean()
    unif = torch.pdist(torch.cat([v, t])).pow(2).mul(-tau).exp().mean().log()
    return align + unif
