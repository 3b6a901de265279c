import torch
import torch.nn as nn
import torch.nn.functional as F


class ImageTower(nn.Module):
    def __init__(self, out):
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.GELU(), nn.Conv2d(8, 16, 3, 2, 1), nn.GELU(),
                                 nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, out))

    def forward(self, x):
        return self.net(x)


class TextTower(nn.Module):
    def __init__(self, vocab, out):
        super().__init__()
        self.emb = nn.EmbeddingBag(vocab, 24)
        self.fc = nn.Linear(24, out)

    def forward(self, ids):
        return self.fc(self.emb(ids))


class MiniCLIP(nn.Module):
    def __init__(self, vocab=100, dim=16, temperature=0.07):
        super().__init__()
        self.visual = ImageTower(dim)
        self.text = TextTower(vocab, dim)
        self.temperature = temperature

    @torch.inference_mode()
    def _embed(self, tower, x):
        """Unit-norm embeddings (used for retrieval)."""
        return F.normalize(tower(x), dim=-1)

    def encode_image(self, img):
        return self._embed(self.visual, img)

    def encode_text(self, ids):
        return self._embed(self.text, ids)

    def forward(self, img, ids):
        zi = self.encode_image(img)
        zt = self.encode_text(ids)
        return zi @ zt.t() / self.temperature
