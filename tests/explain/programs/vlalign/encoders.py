import torch
import torch.nn as nn
import torch.nn.functional as F


class PatchEncoder(nn.Module):
    """Tiny stand-in for the ViT tower."""

    def __init__(self, patch_dim, width):
        super().__init__()
        self.stem = nn.Linear(patch_dim, width)
        self.mix = nn.TransformerEncoderLayer(width, 2, width * 2, dropout=0.0, batch_first=True)

    def forward(self, patches):
        return self.mix(self.stem(patches))


class CaptionEncoder(nn.Module):
    def __init__(self, vocab, width):
        super().__init__()
        self.tok = nn.Embedding(vocab, width, padding_idx=0)
        self.rnn = nn.GRU(width, width, batch_first=True)

    def forward(self, ids):
        return self.rnn(self.tok(ids))[0]


class Aligner(nn.Module):
    def __init__(self, patch_dim, vocab, width, embed):
        super().__init__()
        self.visual = PatchEncoder(patch_dim, width)
        self.textual = CaptionEncoder(vocab, width)
        self.v_proj = nn.Linear(width, embed, bias=False)
        self.t_proj = nn.Linear(width, embed, bias=False)
        self.match_head = nn.Sequential(nn.Linear(2 * embed, embed), nn.GELU(), nn.Linear(embed, 2))
        self.temp = nn.Parameter(torch.ones([]) * 0.07)

    def forward(self, patches, ids):
        v = F.normalize(self.v_proj(self.visual(patches).mean(1)), dim=-1)
        t = F.normalize(self.t_proj(self.textual(ids)[:, -1]), dim=-1)
        return v, t
