from dataclasses import dataclass, field
import torch
import torch.nn as nn
import torch.nn.functional as F


@dataclass
class AudioConfig:
    n_mels: int = 20
    max_frames: int = 40


@dataclass
class CTCConfig:
    blank: int = 0
    reduction: str = "none"
    zero_infinity: bool = True


@dataclass
class Config:
    audio: AudioConfig = field(default_factory=AudioConfig)
    ctc: CTCConfig = field(default_factory=CTCConfig)
    vocab: int = 12
    hidden: int = 24
    batch: int = 4
    steps: int = 4
    lr: float = 3e-3
    seed: int = 1234


class SpeechNet(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.sub = nn.Conv1d(cfg.audio.n_mels, cfg.hidden, 3, stride=2, padding=1)
        self.lstm = nn.LSTM(cfg.hidden, cfg.hidden, bidirectional=True, batch_first=True)
        self.head = nn.Linear(2 * cfg.hidden, cfg.vocab)

    def forward(self, mel):
        x = F.gelu(self.sub(mel)).transpose(1, 2)
        x, _ = self.lstm(x)
        return F.log_softmax(self.head(x), dim=-1)


class Recognizer:
    def __init__(self, cfg):
        self.cfg = cfg
        self.net = SpeechNet(cfg)
        self.ctc = nn.CTCLoss(
            blank=cfg.ctc.blank,
            reduction=cfg.ctc.reduction,
            zero_infinity=cfg.ctc.zero_infinity,
        )
        self.opt = torch.optim.AdamW(self.net.parameters(), lr=cfg.lr)

    def batch(self):
        c = self.cfg
        mel = torch.randn(c.batch, c.audio.n_mels, c.audio.max_frames)
        frames = torch.randint(24, c.audio.max_frames + 1, (c.batch,))
        tgt = torch.randint(1, c.vocab, (c.batch, 5))
        tgt_len = torch.randint(2, 6, (c.batch,))
        return mel, frames, tgt, tgt_len

    def compute_loss(self, batch):
        mel, frames, tgt, tgt_len = batch
        logp = self.net(mel)
        return self.ctc(logp.transpose(0, 1), tgt, (frames + 1) // 2, tgt_len)

    def greedy(self, mel):
        best = self.net(mel).argmax(-1)
        return [torch.unique_consecutive(b[b != self.cfg.ctc.blank]).tolist() for b in best]

    def train(self):
        skipped = 0
        for it in range(self.cfg.steps):
            batch = self.batch()
            self.opt.zero_grad()
            try:
                loss = self.compute_loss(batch)
                loss.backward()
            except RuntimeError as e:
                if "out of memory" not in str(e):
                    raise
                skipped += 1
                print("| WARNING: ran out of memory, skipping batch")
                continue
            gnorm = nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
            self.opt.step()
            print(f"it {it} | ctc {loss.item():.3f} | gnorm {gnorm:.2f}")
        print("skipped", skipped, "hyp:", self.greedy(batch[0])[0])


if __name__ == "__main__":
    cfg = Config()
    torch.manual_seed(cfg.seed)
    Recognizer(cfg).train()
