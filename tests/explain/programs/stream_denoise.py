"""Streaming speech denoiser, chunk by chunk (toy)."""
import random
import numpy as np
import torch
import torch.nn as nn

SR, CHUNK, N_CHUNK = 800, 40, 5


def seed_everything(seed=31):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def make_clip():
    t = np.arange(CHUNK * N_CHUNK) / SR
    f = random.uniform(20, 60)
    clean = np.sin(2 * np.pi * f * t) * np.hanning(len(t))
    noisy = clean + 0.3 * np.random.randn(len(t))
    return torch.tensor(clean).float(), torch.tensor(noisy).float()


class StreamState:
    """ring of recurrent states, one slot for every layer"""

    def __init__(self, layers):
        self.slots = [None] * layers

    def __getitem__(self, i):
        return self.slots[i]

    def put(self, i, h):
        self.slots[i] = h

    def reset(self):
        self.slots = [None] * len(self.slots)


class Denoiser(nn.Module):
    def __init__(self, frame=8, hid=24, layers=2):
        super().__init__()
        self.frame = frame
        self.enc = nn.Linear(frame, hid)
        self.rnns = nn.ModuleList([nn.GRU(hid, hid, batch_first=True) for _ in range(layers)])
        self.mask = nn.Sequential(nn.Linear(hid, frame), nn.Sigmoid())
        self.state = StreamState(layers)

    def forward(self, wav):
        x = wav.unfold(-1, self.frame, self.frame)
        z = torch.relu(self.enc(x))
        for i, rnn in enumerate(self.rnns):
            y, h = rnn(z, self.state[i])
            self.state.put(i, h)
            z = z + y
        return (self.mask(z) * x).flatten(-2)


def si_snr(est, ref, eps=1e-8):
    ref = ref - ref.mean(-1, keepdim=True)
    est = est - est.mean(-1, keepdim=True)
    s = (est * ref).sum(-1, keepdim=True) * ref / (ref.pow(2).sum(-1, keepdim=True) + eps)
    n = est - s
    return 10 * torch.log10(s.pow(2).sum(-1) / (n.pow(2).sum(-1) + eps) + eps)


def train_on_clips(model, clips, opt):
    for b in range(0, len(clips), 2):
        clean = torch.stack([c for c, _ in clips[b:b + 2]])
        noisy = torch.stack([n for _, n in clips[b:b + 2]])
        model.state.reset()
        snrs = []
        for c, n in zip(clean.split(CHUNK, 1), noisy.split(CHUNK, 1)):
            est = model(n)
            snr = si_snr(est, c).mean()
            opt.zero_grad()
            (-snr).backward()
            nn.utils.clip_grad_value_(model.parameters(), 0.5)
            opt.step()
            snrs.append(snr.item())
        print("clips %d-%d  si-snr per chunk: %s" % (b, b + 1, " ".join("%.2f" % s for s in snrs)))


if __name__ == "__main__":
    seed_everything()
    net = Denoiser()
    train_on_clips(net, [make_clip() for _ in range(4)], torch.optim.Adam(net.parameters(), 1e-3))
