import torch
import torch.nn as nn
import torch.nn.functional as F


class ResBlock(nn.Module):
    def __init__(self, ch, dilation):
        super().__init__()
        self.conv = nn.Conv1d(ch, ch, 3, padding=dilation, dilation=dilation)

    def forward(self, x):
        return x + self.conv(F.leaky_relu(x, 0.1))


class Generator(nn.Module):
    """mel (B, n_mels, T) -> wav (B, T * hop)"""

    def __init__(self, n_mels=10, hop=16, ch=12):
        super().__init__()
        self.pre = nn.Conv1d(n_mels, ch, 5, padding=2)
        self.up = nn.ConvTranspose1d(ch, ch, hop, stride=hop)
        self.res = nn.ModuleList([ResBlock(ch, d) for d in (1, 3)])
        self.post = nn.Conv1d(ch, 1, 5, padding=2)

    def forward(self, mel):
        x = self.up(F.leaky_relu(self.pre(mel), 0.1))
        for block in self.res:
            x = block(x)
        return torch.tanh(self.post(x)).squeeze(1)


class Discriminator(nn.Module):
    def __init__(self, ch=8):
        super().__init__()
        self.layers = nn.ModuleList([
            nn.Conv1d(1, ch, 7, stride=2, padding=3),
            nn.Conv1d(ch, ch, 7, stride=4, padding=3),
            nn.Conv1d(ch, 1, 3, padding=1),
        ])

    def forward(self, wav):
        x, fmap = wav.unsqueeze(1), []
        for layer in self.layers[:-1]:
            x = F.leaky_relu(layer(x), 0.1)
            fmap.append(x)
        return self.layers[-1](x), fmap
