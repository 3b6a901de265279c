import torch
import torch.nn.functional as F


def sequence_logps(logits, labels, mask, length_norm=False):
    """log p(answer | prompt), one number for every sequence"""
    tok = logits.log_softmax(-1).gather(-1, labels.unsqueeze(-1)).squeeze(-1)
    tok = tok * mask
    if length_norm:
        return tok.sum(-1) / mask.sum(-1).clamp(min=1)
    return tok.sum(-1)


def preference_loss(pol_w, pol_l, ref_w, ref_l, beta, eps=0.0):
    margin = beta * ((pol_w - ref_w) - (pol_l - ref_l))
    pair = -(1 - eps) * F.logsigmoid(margin) - eps * F.logsigmoid(-margin)
    return pair.mean(), margin.detach()
