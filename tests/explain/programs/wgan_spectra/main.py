"""WGAN-GP on synthetic IR spectra."""
import math

import torch

import objectives as obj
from nets import Critic, Generator

CFG = dict(
    n_points=24, nz=5, batch=12, n_iter=30, n_critic=3,
    lambda_gp=10.0, lr=1e-4, betas=(0.0, 0.9), seed=1234,
)


def sample_spectra(n, n_points):
    grid = torch.linspace(0, 1, n_points)
    centre = torch.rand(n, 1)
    width = 0.05 + 0.1 * torch.rand(n, 1)
    return torch.exp(-((grid - centre) / width) ** 2) * 2 - 1


def critic_step(G, D, opt, cfg):
    real = sample_spectra(cfg["batch"], cfg["n_points"])
    with torch.no_grad():
        fake = G(torch.randn(cfg["batch"], G.nz))
    s_real, s_fake = D(real), D(fake)
    w_dist = obj.wasserstein_critic(s_real, s_fake)
    loss_D = (
        w_dist
        + obj.drift(s_real)
        + cfg["lambda_gp"] * obj.gradient_penalty(D, real, fake)
    )
    opt.zero_grad()
    loss_D.backward()
    opt.step()
    return -w_dist.item()


def gen_step(G, D, opt, cfg):
    z = torch.randn(cfg["batch"], G.nz)
    loss_G = obj.wasserstein_gen(D(G(z)))
    opt.zero_grad()
    loss_G.backward()
    opt.step()
    return loss_G.item()


def run(cfg):
    torch.manual_seed(cfg["seed"])
    G, D = Generator(cfg["nz"], cfg["n_points"]), Critic(cfg["n_points"])
    opt_g = torch.optim.Adam(G.parameters(), lr=cfg["lr"], betas=cfg["betas"])
    opt_d = torch.optim.Adam(D.parameters(), lr=cfg["lr"], betas=cfg["betas"])
    for it in range(cfg["n_iter"]):
        lg = gen_step(G, D, opt_g, cfg)
        wd = math.nan
        for _ in range(cfg["n_critic"]):
            wd = critic_step(G, D, opt_d, cfg)
        if it % 10 == 0:
            print("[%03d/%03d] Loss_G: %.4f  W: %.4f" % (it, cfg["n_iter"], lg, wd))


if __name__ == "__main__":
    run(CFG)
