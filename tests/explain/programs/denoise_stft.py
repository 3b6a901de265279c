import argparse
import functools

import torch
import torch.nn as nn

N_FFT, HOP = 64, 16
stft = functools.partial(torch.stft, n_fft=N_FFT, hop_length=HOP,
                         window=torch.hann_window(N_FFT), return_complex=True)


class MaskNet(nn.Module):
    """complex ratio mask, real and imaginary part predicted separately"""

    def __init__(self, bins=N_FFT // 2 + 1, hidden=24):
        super().__init__()
        self.rnn = nn.GRU(2 * bins, hidden, batch_first=True)
        self.mask_r = nn.Linear(hidden, bins)
        self.mask_i = nn.Linear(hidden, bins)

    def forward(self, spec):
        feats = torch.cat([spec.real, spec.imag], dim=1).transpose(1, 2)
        h, _ = self.rnn(feats)
        mask = torch.complex(torch.tanh(self.mask_r(h)), torch.tanh(self.mask_i(h)))
        return spec * mask.transpose(1, 2)


class SpectralLoss(nn.Module):
    def __init__(self, mag_weight=0.7, power=0.3):
        super().__init__()
        self.mag_weight = mag_weight
        self.power = power

    def compress(self, spec):
        mag = spec.abs().clamp(min=1e-6)
        return mag ** self.power, spec / mag

    def forward(self, est, ref):
        m_est, ph_est = self.compress(est)
        m_ref, ph_ref = self.compress(ref)
        mag_term = (m_est - m_ref).pow(2).mean()
        cplx_term = (m_est * ph_est - m_ref * ph_ref).pow(2).mean()
        return self.mag_weight * mag_term + (1 - self.mag_weight) * cplx_term


def noisy_pair(batch, n=800):
    t = torch.arange(n) / 8000.0
    f0 = 100 + 300 * torch.rand(batch, 1)
    clean = torch.sin(2 * torch.pi * f0 * t)
    return clean, clean + 0.3 * torch.randn(batch, n)


def main(argv=None):
    ap = argparse.ArgumentParser(description="toy speech enhancement")
    ap.add_argument("--steps", type=int, default=8)
    ap.add_argument("--batch", type=int, default=4)
    ap.add_argument("--lr", type=float, default=1e-3)
    args = ap.parse_args(argv)
    torch.manual_seed(8)
    net, criterion = MaskNet(), SpectralLoss()
    opt = torch.optim.Adam(net.parameters(), lr=args.lr)
    for step in range(args.steps):
        clean, noisy = noisy_pair(args.batch)
        enhanced = net(stft(noisy))
        loss = criterion(enhanced, stft(clean))
        opt.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 3.0)
        opt.step()
        if step % 2 == 0:
            print("step {:3d} loss {:.4f}".format(step, loss.item()))


if __name__ == "__main__":
    main()
