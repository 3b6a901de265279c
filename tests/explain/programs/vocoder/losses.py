import torch
import torch.nn.functional as F


def stft(x, fft_size, hop):
    window = torch.hann_window(fft_size, device=x.device)
    spec = torch.stft(x, fft_size, hop, window=window, return_complex=True)
    return spec.abs().clamp(min=1e-5)


class STFTLoss(torch.nn.Module):
    """Spectral convergence + log magnitude distance for one resolution."""

    def __init__(self, fft_size, hop):
        super().__init__()
        self.fft_size, self.hop = fft_size, hop

    def forward(self, x, y):
        xm, ym = stft(x, self.fft_size, self.hop), stft(y, self.fft_size, self.hop)
        sc = torch.linalg.matrix_norm(ym - xm) / torch.linalg.matrix_norm(ym)
        mag = F.l1_loss(xm.log(), ym.log())
        return sc, mag


class MultiResolutionSTFTLoss(torch.nn.Module):
    def __init__(self, resolutions=((64, 16), (32, 8), (128, 32))):
        super().__init__()
        self.losses = torch.nn.ModuleList([STFTLoss(*r) for r in resolutions])

    def forward(self, x, y):
        sc_total, mag_total = 0.0, 0.0
        for loss in self.losses:
            sc, mag = loss(x, y)
            sc_total = sc_total + sc
            mag_total = mag_total + mag
        return sc_total / len(self.losses), mag_total / len(self.losses)


def feature_matching(fmap_r, fmap_g):
    return sum(F.l1_loss(g, r.detach()) for r, g in zip(fmap_r, fmap_g))


def discriminator_loss(real, fake):
    return ((1 - real) ** 2).mean() + (fake ** 2).mean()


def generator_adv_loss(fake):
    return ((1 - fake) ** 2).mean()
