import torch
import torch.nn as nn


class CTCCriterion(nn.Module):
    def __init__(self, blank=0):
        super().__init__()
        self.blank = blank
        self.ctc = nn.CTCLoss(blank=blank, reduction='none', zero_infinity=True)

    def forward(self, logits, targets, target_lengths):
        log_probs = logits.permute(1, 0, 2).log_softmax(2)
        input_lengths = torch.full((logits.size(0),), logits.size(1), dtype=torch.long)
        return self.ctc(log_probs, targets, input_lengths, target_lengths)


class LengthCriterion(nn.Module):
    def __init__(self, smoothing=0.1):
        super().__init__()
        self.ce = nn.CrossEntropyLoss(label_smoothing=smoothing)

    def forward(self, logits, lengths):
        return self.ce(logits, lengths)


class OCRCriterion(nn.Module):
    def __init__(self, opt):
        super().__init__()
        self.terms = nn.ModuleDict({'ctc': CTCCriterion(), 'len': LengthCriterion()})
        self.weights = {'ctc': opt.w_ctc, 'len': opt.w_len}

    def forward(self, preds, texts, lengths):
        ctc_logits, len_logits = preds
        out = {
            'ctc': self.terms['ctc'](ctc_logits, texts, lengths),
            'len': self.terms['len'](len_logits, lengths),
        }
        cost = sum(self.weights[k] * v for k, v in out.items())
        return cost, out
