import logging
from dataclasses import dataclass
from typing import Tuple

import torch
from torch import Tensor, nn

logging.basicConfig(level=logging.INFO, format="[%(levelname)s] %(message)s")
log = logging.getLogger("vocoder")


@dataclass(frozen=True)
class STFTConfig:
    n_fft: int
    hop: int
    win: int


RESOLUTIONS: Tuple[STFTConfig, ...] = (STFTConfig(128, 32, 128), STFTConfig(64, 16, 48), STFTConfig(256, 64, 200))


def magnitude(wav: Tensor, cfg: STFTConfig) -> Tensor:
    window = torch.hann_window(cfg.win, device=wav.device)
    return torch.stft(wav, cfg.n_fft, cfg.hop, cfg.win, window, return_complex=True)


class STFTLoss(nn.Module):
    def __init__(self, cfg: STFTConfig):
        super().__init__()
        self.cfg = cfg

    def forward(self, y_hat: Tensor, y: Tensor) -> Tensor:
        diff = magnitude(y_hat, self.cfg) - magnitude(y, self.cfg)
        return diff.pow(2).mean()


class MultiResolutionSTFTLoss(nn.Module):
    def __init__(self, resolutions: Tuple[STFTConfig, ...] = RESOLUTIONS):
        super().__init__()
        self.losses = nn.ModuleList(STFTLoss(c) for c in resolutions)

    def forward(self, y_hat: Tensor, y: Tensor) -> Tensor:
        return sum(f(y_hat, y) for f in self.losses) / len(self.losses)


class Vocoder(nn.Module):
    """mel -> wave, x16 upsampling"""

    def __init__(self, n_mels: int = 20, ch: int = 16):
        super().__init__()
        self.pre = nn.Conv1d(n_mels, ch, 7, padding=3)
        self.ups = nn.ModuleList(nn.ConvTranspose1d(ch, ch, 8, 4, 2) for _ in range(2))
        self.post = nn.Conv1d(ch, 1, 7, padding=3)

    def forward(self, mel: Tensor) -> Tensor:
        x = self.pre(mel)
        for up in self.ups:
            x = up(nn.functional.leaky_relu(x, 0.1))
        return torch.tanh(self.post(x)).squeeze(1)


def train(steps: int = 4, lambda_stft: float = 2.5) -> None:
    torch.manual_seed(1)
    gen, criterion = Vocoder(), MultiResolutionSTFTLoss()
    opt = torch.optim.AdamW(gen.parameters(), 2e-4, betas=(0.8, 0.99))
    for step in range(steps):
        mel, wav = torch.randn(3, 20, 64), torch.randn(3, 1024) * 0.1
        wav_hat = gen(mel)
        l1 = nn.functional.l1_loss(wav_hat, wav)
        stft = criterion(wav_hat, wav)
        loss_gen = l1 + lambda_stft * stft
        opt.zero_grad()
        loss_gen.backward()
        opt.step()
        print(f"step {step} gen {loss_gen.item():.4f} (l1 {l1.item():.4f}, stft {stft.item():.4f})")
    log.info("done")


if __name__ == "__main__":
    train()
