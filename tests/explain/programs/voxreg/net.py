import torch
import torch.nn as nn
import torch.nn.functional as nnf


class SpatialTransformer(nn.Module):
    """N-D (here 2-D) spatial transformer"""

    def __init__(self, size):
        super().__init__()
        vectors = [torch.arange(0, s) for s in size]
        grid = torch.stack(torch.meshgrid(vectors, indexing='ij'))[None].float()
        self.register_buffer('grid', grid)

    def forward(self, src, flow):
        new_locs = self.grid + flow
        shape = flow.shape[2:]
        scaled = [2 * (new_locs[:, i] / (shape[i] - 1) - 0.5) for i in range(len(shape))]
        locs = torch.stack(scaled[::-1], dim=-1)
        return nnf.grid_sample(src, locs, align_corners=True, mode='bilinear')


class VxmTiny(nn.Module):
    def __init__(self, inshape, nf=8):
        super().__init__()
        self.enc = nn.Conv2d(2, nf, 3, padding=1)
        self.dec = nn.Conv2d(nf, nf, 3, padding=1)
        self.flow = nn.Conv2d(nf, 2, 3, padding=1)
        nn.init.normal_(self.flow.weight, std=1e-5)
        nn.init.zeros_(self.flow.bias)
        self.transformer = SpatialTransformer(inshape)

    def forward(self, source, target):
        x = nnf.leaky_relu(self.enc(torch.cat([source, target], dim=1)), 0.2)
        x = nnf.leaky_relu(self.dec(x), 0.2)
        flow = self.flow(x)
        return self.transformer(source, flow), flow
