"""Speech denoising with a ratio mask (course project "Signal processing with neural nets", group 7)."""
import torch
import torch.nn as nn

N_FFT = 32
HOP = 16
SR = 8000


class STFT(nn.Module):
    def __init__(self):
        super().__init__()
        self.register_buffer("window", torch.hann_window(N_FFT))

    def analyse(self, wav):
        return torch.stft(wav, N_FFT, HOP, window=self.window, return_complex=True)

    def synthesise(self, spec, length):
        return torch.istft(spec, N_FFT, HOP, window=self.window, length=length)


class MaskHead(nn.Module):
    """Frame-wise ratio mask; the bins below `cutoff` Hz only carry mains hum and are muted."""

    def __init__(self, width, bins, cutoff=250.0):
        super().__init__()
        self.lin = nn.Linear(width, bins)
        self.n_mute = int(cutoff * N_FFT / SR) + 1

    def forward(self, h):
        m = torch.sigmoid(self.lin(h))
        m[..., :self.n_mute] = 0.0
        return m


class Denoiser(nn.Module):
    def __init__(self, width=24):
        super().__init__()
        bins = N_FFT // 2 + 1
        self.stft = STFT()
        self.norm = nn.LayerNorm(bins)
        self.rnn = nn.GRU(bins, width, batch_first=True)
        self.head = MaskHead(width, bins)

    def forward(self, noisy):
        spec = self.stft.analyse(noisy)
        mag = spec.abs().transpose(1, 2)
        h, _ = self.rnn(self.norm(torch.log1p(mag)))
        mask = self.head(h).transpose(1, 2)
        return self.stft.synthesise(spec * mask, noisy.size(-1))


def si_sdr(est, ref, eps=1e-8):
    a = (est * ref).sum(-1, keepdim=True) / (ref.pow(2).sum(-1, keepdim=True) + eps)
    target = a * ref
    noise = est - target
    return 10 * torch.log10((target.pow(2).sum(-1) + eps) / (noise.pow(2).sum(-1) + eps))


def sample(n=4, length=320):
    t = torch.arange(length) / SR
    f = 400 + 1200 * torch.rand(n, 1)
    clean = torch.sin(2 * torch.pi * f * t)
    return clean + 0.3 * torch.randn(n, length), clean


def main():
    torch.manual_seed(440)
    net = Denoiser()
    opt = torch.optim.Adam(net.parameters(), lr=3e-3)
    for step in range(6):
        noisy, clean = sample()
        est = net(noisy)
        loss = -si_sdr(est, clean).mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
        print(f"step {step}: SI-SDR {-loss.item():6.2f} dB (input {si_sdr(noisy, clean).mean().item():.2f} dB)")


if __name__ == "__main__":
    main()
