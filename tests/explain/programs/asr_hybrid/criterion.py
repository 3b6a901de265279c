import torch
import torch.nn as nn
import torch.nn.functional as F

from registry import register_criterion


class LabelSmoothedCE(nn.Module):
    def __init__(self, pad=-1, eps=0.1):
        super().__init__()
        self.pad, self.eps = pad, eps

    def forward(self, dec_logits, ys_out):
        return F.cross_entropy(dec_logits.flatten(0, 1), ys_out.flatten(),
                               ignore_index=self.pad, label_smoothing=self.eps)


class TokenCTC(nn.Module):
    """CTC, expressed per output token so that it is on the scale of the attention branch"""

    def __init__(self, blank=0):
        super().__init__()
        self.ctc = nn.CTCLoss(blank=blank, reduction="sum", zero_infinity=True)

    def forward(self, enc_logits, xlens, ys, ylens):
        logp = enc_logits.log_softmax(-1).transpose(0, 1)
        nll = self.ctc(logp, ys, xlens, ylens)
        return nll / ylens


@register_criterion("hybrid")
class HybridCriterion(nn.Module):
    def __init__(self, ctc_weight=0.3, blank=0, pad=-1):
        super().__init__()
        self.ctc_weight = ctc_weight
        self.ctc = TokenCTC(blank)
        self.att = LabelSmoothedCE(pad)

    def forward(self, out, batch):
        l_att = self.att(out["dec"], batch["ys_out"])
        l_ctc = self.ctc(out["enc"], batch["xlens"], batch["ys"], batch["ylens"])
        w = self.ctc_weight
        mtl = w * l_ctc + (1 - w) * l_att
        return mtl, {"ctc": l_ctc.detach(), "att": l_att.detach()}
