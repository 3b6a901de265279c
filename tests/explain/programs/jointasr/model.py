import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

IGNORE = -100


class Encoder(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.rnn = nn.GRU(cfg.n_mels, cfg.hidden, batch_first=True, bidirectional=True)
        self.proj = nn.Linear(2 * cfg.hidden, cfg.hidden)

    def forward(self, feats, lens):
        packed = pack_padded_sequence(feats, lens, batch_first=True)
        h, _ = pad_packed_sequence(self.rnn(packed)[0], batch_first=True)
        return torch.tanh(self.proj(h))


class JointCTCAttention(nn.Module):
    """Hybrid CTC / attention model (Watanabe et al.)."""

    def __init__(self, cfg, loss_cfg):
        super().__init__()
        self.encoder = Encoder(cfg)
        self.ctc_out = nn.Linear(cfg.hidden, cfg.vocab)
        self.embed = nn.Embedding(cfg.vocab, cfg.hidden)
        self.att = nn.MultiheadAttention(cfg.hidden, 2, batch_first=True)
        self.out = nn.Linear(cfg.hidden, cfg.vocab)
        self.ctc_weight = loss_cfg.ctc_weight
        self.ctc = nn.CTCLoss(blank=0, reduction=loss_cfg.ctc_reduction, zero_infinity=True)
        self.ce = nn.CrossEntropyLoss(ignore_index=IGNORE, label_smoothing=loss_cfg.label_smoothing)

    def forward(self, feats, feat_lens, ys, y_lens):
        enc = self.encoder(feats, feat_lens)
        logp = self.ctc_out(enc).log_softmax(-1).transpose(0, 1)
        loss_ctc = self.ctc(logp, ys.clamp(min=0), feat_lens, y_lens)

        ys_in = torch.cat([torch.ones_like(ys[:, :1]), ys[:, :-1].clamp(min=0)], dim=1)
        dec, _ = self.att(self.embed(ys_in), enc, enc)
        loss_att = self.ce(self.out(dec).flatten(0, 1), ys.flatten())

        loss = self.ctc_weight * loss_ctc + (1 - self.ctc_weight) * loss_att
        stats = dict(att=loss_att.item(), ctc=loss_ctc.detach())
        return loss, stats
