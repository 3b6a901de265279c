import torch
import torch.nn as nn


class VariancePredictor(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(d, d), nn.ReLU(), nn.LayerNorm(d), nn.Dropout(0.1), nn.Linear(d, 1))

    def forward(self, x, mask):
        return self.net(x).squeeze(-1).masked_fill(~mask, 0.0)


class FastSpeech2(nn.Module):
    def __init__(self, n_phone=30, d=24, n_mel=10):
        super().__init__()
        self.emb = nn.Embedding(n_phone, d)
        self.enc = nn.TransformerEncoderLayer(d, 2, 48, batch_first=True)
        self.dur, self.pitch, self.energy = (VariancePredictor(d) for _ in range(3))
        self.dec = nn.GRU(d, d, batch_first=True)
        self.mel = nn.Linear(d, n_mel)
        self.post = nn.Linear(n_mel, n_mel)

    def forward(self, texts, src_lens, durations):
        src_masks = torch.arange(texts.size(1))[None] < src_lens[:, None]
        h = self.enc(self.emb(texts), src_key_padding_mask=~src_masks)
        mel_lens = durations.sum(1)
        regulated = nn.utils.rnn.pad_sequence(
            [seq.repeat_interleave(d, dim=0) for seq, d in zip(h, durations)], batch_first=True
        )
        mel_masks = torch.arange(regulated.size(1))[None] < mel_lens[:, None]
        mel = self.mel(self.dec(regulated)[0])
        return (mel, mel + self.post(mel), self.pitch(h, src_masks), self.energy(h, src_masks),
                self.dur(h, src_masks), src_masks, mel_masks)
