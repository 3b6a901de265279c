import copy

import torch


def cycle(dl):
    while True:
        yield from dl


class Trainer:
    def __init__(self, diffusion, loader, *, lr=2e-4, num_steps=8, accumulate_every=2, ema_decay=0.99):
        self.diffusion = diffusion
        self.dl = cycle(loader)
        self.num_steps = num_steps
        self.accumulate_every = accumulate_every
        self.ema_decay = ema_decay
        self.ema = copy.deepcopy(diffusion).eval()
        self.opt = torch.optim.Adam(diffusion.parameters(), lr=lr, betas=(0.9, 0.99))

    @torch.no_grad()
    def update_ema(self):
        for pe, p in zip(self.ema.parameters(), self.diffusion.parameters()):
            pe.lerp_(p, 1 - self.ema_decay)

    def train(self):
        for step in range(self.num_steps):
            total_loss = 0.0
            for _ in range(self.accumulate_every):
                (data,) = next(self.dl)
                loss = self.diffusion(data) / self.accumulate_every
                total_loss += loss.detach()
                loss.backward()
            torch.nn.utils.clip_grad_norm_(self.diffusion.parameters(), 1.0)
            self.opt.step()
            self.opt.zero_grad()
            self.update_ema()
            print("step", step, "loss:", round(float(total_loss), 4))
