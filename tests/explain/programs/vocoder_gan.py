"""mini vocoder: mel -> wave, least-squares GAN with a multi-scale discriminator"""
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.nn.utils.parametrizations import weight_norm

HOP, MELS = 16, 20
LAMBDA_FM, LAMBDA_SPEC = 2.0, 45.0


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.pre = weight_norm(nn.Conv1d(MELS, 32, 3, padding=1))
        self.up = nn.ModuleList([weight_norm(nn.ConvTranspose1d(32, 32, 8, 4, 2)) for _ in range(2)])
        self.post = weight_norm(nn.Conv1d(32, 1, 7, padding=3))

    def forward(self, mel):
        x = self.pre(mel)
        for u in self.up:
            x = u(F.leaky_relu(x, 0.1))
        return torch.tanh(self.post(F.leaky_relu(x, 0.1)))


class ScaleD(nn.Module):
    def __init__(self):
        super().__init__()
        self.cs = nn.ModuleList([nn.Conv1d(1, 8, 15, 2, 7), nn.Conv1d(8, 16, 15, 4, 7), nn.Conv1d(16, 1, 3, 1, 1)])

    def forward(self, y):
        feats = []
        for c in self.cs[:-1]:
            y = F.leaky_relu(c(y), 0.1)
            feats.append(y)
        return self.cs[-1](y), feats


class MSD(nn.Module):
    def __init__(self, n=3):
        super().__init__()
        self.ds = nn.ModuleList([ScaleD() for _ in range(n)])

    def forward(self, y):
        outs, fmaps = [], []
        for i, d in enumerate(self.ds):
            o, f = d(F.avg_pool1d(y, 2 ** i) if i else y)
            outs.append(o)
            fmaps.append(f)
        return outs, fmaps


def feature_loss(fr, fg):
    return sum((a.detach() - b).abs().mean() for r, g in zip(fr, fg) for a, b in zip(r, g))


def discriminator_loss(real, fake):
    loss = 0
    for r, f in zip(real, fake):
        loss += torch.mean((1 - r) ** 2) + torch.mean(f ** 2)
    return loss


def generator_loss(fake):
    loss = torch.zeros(len(fake))
    for f in fake:
        loss = loss + torch.mean((1 - f) ** 2)
    return loss


def log_spec(y):
    s = torch.stft(y.squeeze(1), 64, 16, window=torch.hann_window(64), return_complex=True)
    return torch.log(s.abs().clamp(min=1e-5))


def train(steps=4):
    G, D = Generator(), MSD()
    opt_g = torch.optim.AdamW(G.parameters(), 2e-4, betas=(0.8, 0.99))
    opt_d = torch.optim.AdamW(D.parameters(), 2e-4, betas=(0.8, 0.99))
    for step in range(steps):
        mel, y = torch.randn(2, MELS, 16), torch.randn(2, 1, 16 * HOP).clamp(-1, 1)
        y_g = G(mel)

        opt_d.zero_grad()
        loss_d = discriminator_loss(D(y)[0], D(y_g.detach())[0])
        loss_d.backward()
        opt_d.step()

        opt_g.zero_grad()
        _, fr = D(y)
        og, fg = D(y_g)
        loss_spec = F.l1_loss(log_spec(y_g), log_spec(y))
        loss_fm = feature_loss(fr, fg)
        loss_gen = generator_loss(og)
        loss_g = loss_gen + LAMBDA_FM * loss_fm + LAMBDA_SPEC * loss_spec
        loss_g.backward()
        opt_g.step()
        print(f"Steps : {step}, D : {loss_d:.3f}, Gen : {loss_g:.3f}, Spec : {loss_spec:.3f}")


if __name__ == "__main__":
    torch.manual_seed(1234)
    train()
