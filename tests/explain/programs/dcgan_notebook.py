# %% [markdown]
# # DCGAN on 8x8 digits (fake data here)

# %%
import torch
from torch import nn, optim
torch.manual_seed(999)
nz, ngf, ndf, bs = 16, 8, 8, 12

# %%
def weights_init(m):
    name = m.__class__.__name__
    if name.find('Conv') != -1:
        nn.init.normal_(m.weight.data, 0.0, 0.02)
    elif name.find('BatchNorm') != -1:
        nn.init.normal_(m.weight.data, 1.0, 0.02)
        nn.init.constant_(m.bias.data, 0)

netG = nn.Sequential(
    nn.ConvTranspose2d(nz, ngf * 2, 4, 1, 0, bias=False), nn.BatchNorm2d(ngf * 2), nn.ReLU(True),
    nn.ConvTranspose2d(ngf * 2, 1, 4, 2, 1, bias=False), nn.Tanh())
netD = nn.Sequential(
    nn.Conv2d(1, ndf, 4, 2, 1, bias=False), nn.LeakyReLU(0.2),
    nn.Conv2d(ndf, 1, 4, 1, 0, bias=False), nn.Flatten(0))
netG.apply(weights_init)
netD.apply(weights_init)

# %%
bce = nn.BCEWithLogitsLoss()
optD = optim.Adam(netD.parameters(), lr=2e-4, betas=(0.5, 0.999))
optG = optim.Adam(netG.parameters(), lr=2e-4, betas=(0.5, 0.999))
fixed_noise = torch.randn(4, nz, 1, 1)
G_losses, D_losses = [], []

# %%
for i in range(6):
    real = torch.rand(bs, 1, 8, 8) * 2 - 1
    ones, zeros = torch.ones(bs), torch.zeros(bs)

    # (1) D: max log(D(x)) + log(1 - D(G(z)))
    fake = netG(torch.randn(bs, nz, 1, 1))
    out_real = netD(real)
    out_fake = netD(fake)
    errD = bce(out_real, ones) + bce(out_fake, zeros)
    netD.zero_grad()
    errD.backward(retain_graph=True)
    optD.step()

    # (2) G: max log(D(G(z)))
    netG.zero_grad()
    errG = bce(out_fake, ones)
    errG.backward()
    optG.step()

    G_losses.append(errG.item())
    D_losses.append(errD.item())
    print('[%d/6]\tLoss_D: %.4f\tLoss_G: %.4f\tD(x): %.3f' % (i, errD, errG, out_real.sigmoid().mean()))

# %%
with torch.no_grad():
    grid = netG(fixed_noise)
print(grid.shape)
