import torch
import torch.nn as nn


class PointNetEnc(nn.Module):
    def __init__(self, zdim):
        super(PointNetEnc, self).__init__()
        self.conv1 = nn.Conv1d(3, 16, 1)
        self.conv2 = nn.Conv1d(16, 32, 1)
        self.fc = nn.Linear(32, zdim)
        self.bn1 = nn.BatchNorm1d(16)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x.transpose(1, 2))))
        x = self.conv2(x).max(dim=2)[0]
        return self.fc(x)


class FoldDec(nn.Module):
    def __init__(self, zdim, side):
        super(FoldDec, self).__init__()
        r = torch.linspace(-1, 1, side)
        self.register_buffer('grid', torch.cartesian_prod(r, r))
        self.fold1 = nn.Sequential(nn.Linear(zdim + 2, 32), nn.ReLU(), nn.Linear(32, 3))
        self.fold2 = nn.Sequential(nn.Linear(zdim + 3, 32), nn.ReLU(), nn.Linear(32, 3))

    def forward(self, z):
        g = self.grid.unsqueeze(0).expand(z.size(0), -1, -1)
        zz = z.unsqueeze(1).expand(-1, g.size(1), -1)
        p = self.fold1(torch.cat([zz, g], -1))
        return self.fold2(torch.cat([zz, p], -1))


class PCAE(nn.Module):
    def __init__(self, zdim=8, side=5):
        super(PCAE, self).__init__()
        self.enc = PointNetEnc(zdim)
        self.dec = FoldDec(zdim, side)

    def forward(self, pc):
        return self.dec(self.enc(pc))
