# 语音降噪 小实验：时域卷积网络 + 频谱损失
import numpy as np
import torch
import torch.nn as nn


def stft_mag(sig, win=32, hop=16):
    """sig: [B, T] -> [B, frames, bins]"""
    sig = np.asarray(sig.detach())
    frames = np.lib.stride_tricks.sliding_window_view(sig, win, axis=-1)[:, ::hop]
    spec = np.fft.rfft(frames * np.hanning(win), axis=-1)
    return torch.from_numpy(np.abs(spec)).float()


class SpectralLoss:
    def __init__(self, wins=(16, 32, 64)):
        self.wins = wins

    def __call__(self, est, ref):
        parts = []
        for w in self.wins:
            E, R = stft_mag(est, w, w // 2), stft_mag(ref, w, w // 2)
            parts.append((E - R).norm() / R.norm())
            parts.append(((E + 1e-4).log() - (R + 1e-4).log()).abs().mean())
        return torch.stack(parts).mean()


class TCN(nn.Module):
    def __init__(self, ch=8, n=3):
        super().__init__()
        self.inp = nn.Conv1d(1, ch, 1)
        self.blocks = nn.ModuleList(
            nn.Conv1d(ch, ch, 3, padding=2 ** i, dilation=2 ** i) for i in range(n))
        self.out = nn.Conv1d(ch, 1, 1)

    def forward(self, x):
        h = self.inp(x.unsqueeze(1))
        for b in self.blocks:
            h = h + torch.relu(b(h))
        return self.out(h).squeeze(1)


def make_pair(B=4, T=256):
    t = torch.arange(T) / 80.0
    f = torch.randint(2, 12, (B, 1))
    clean = torch.sin(2 * np.pi * f * t)
    return clean + 0.3 * torch.randn(B, T), clean


torch.manual_seed(66)
model = TCN()
spectral = SpectralLoss()
opt = torch.optim.Adam(model.parameters(), lr=3e-3)

for step in range(6):
    noisy, clean = make_pair()
    est = model(noisy)
    loss = spectral(est, clean)
    opt.zero_grad()
    loss.backward()
    opt.step()
    snr = 10 * torch.log10(clean.pow(2).sum() / (clean - est).pow(2).sum())
    print(f"step {step}: loss={loss.item():.4f} SNR={snr.item():.2f} dB")
