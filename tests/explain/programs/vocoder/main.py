import random

import numpy as np
import torch

from losses import (MultiResolutionSTFTLoss, discriminator_loss, feature_matching,
                    generator_adv_loss)
from nets import Discriminator, Generator

HPARAMS = dict(batch=3, frames=32, n_mels=10, hop=16, lr=2e-4, lambda_fm=2.0, lambda_stft=2.5,
               lambda_mag=1.0, steps=4, adv_start=2, seed=1234)


def set_seed(s):
    random.seed(s)
    np.random.seed(s)
    torch.manual_seed(s)


def batches(h):
    for _ in range(h["steps"]):
        mel = torch.randn(h["batch"], h["n_mels"], h["frames"])
        t = torch.arange(h["frames"] * h["hop"]) / 160.0
        f0 = torch.rand(h["batch"], 1) * 20 + 5
        yield mel, 0.5 * torch.sin(2 * np.pi * f0 * t)


def train(h):
    gen, disc = Generator(h["n_mels"], h["hop"]), Discriminator()
    optim_g = torch.optim.AdamW(gen.parameters(), h["lr"], betas=(0.8, 0.99))
    optim_d = torch.optim.AdamW(disc.parameters(), h["lr"], betas=(0.8, 0.99))
    mrstft = MultiResolutionSTFTLoss()

    for step, (mel, y) in enumerate(batches(h)):
        y_hat = gen(mel)

        # ---- discriminator
        optim_d.zero_grad()
        d_real, _ = disc(y)
        d_fake, _ = disc(y_hat.detach())
        loss_d = discriminator_loss(d_real, d_fake)
        loss_d.backward()
        optim_d.step()

        # ---- generator
        optim_g.zero_grad()
        sc_loss, mag_loss = mrstft(y_hat, y)
        loss_gen_all = h["lambda_stft"] * sc_loss + h["lambda_mag"] * mag_loss
        if step >= h["adv_start"]:
            d_fake, fmap_g = disc(y_hat)
            with torch.no_grad():
                _, fmap_r = disc(y)
            loss_gen_all = (loss_gen_all + generator_adv_loss(d_fake)
                            + h["lambda_fm"] * feature_matching(fmap_r, fmap_g))
        loss_gen_all.backward()
        optim_g.step()
        print(f"Steps : {step:d}, D Loss : {loss_d.item():4.3f}, Mag Error : {mag_loss.item():4.3f}")


if __name__ == "__main__":
    set_seed(HPARAMS["seed"])
    train(HPARAMS)
