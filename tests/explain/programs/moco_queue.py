import copy
import random

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

C = dict(dim=8, queue=24, m=0.99, tau=0.2, bs=6, steps=4)


class Encoder(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.conv = nn.Conv1d(1, 6, 5, stride=2)
        self.fc = nn.Linear(6, dim)

    def forward(self, x):
        return F.normalize(self.fc(F.relu(self.conv(x)).mean(-1)), dim=1)


def augment(x):
    x = torch.roll(x, random.randint(-3, 3), dims=-1)
    return x * (0.8 + 0.4 * np.random.rand()) + 0.05 * torch.randn_like(x)


class MoCo(nn.Module):
    def __init__(self, base, dim, queue, m, tau):
        super().__init__()
        self.m, self.tau, self.K = m, tau, queue
        self.encoder_q = base(dim)
        self.encoder_k = copy.deepcopy(self.encoder_q)
        self.register_buffer("queue", F.normalize(torch.randn(dim, queue), dim=0))
        self.ptr = 0

    def _momentum_update_key_encoder(self):
        """Momentum update of the key encoder"""
        for param_q, param_k in zip(self.encoder_q.parameters(), self.encoder_k.parameters()):
            param_k.mul_(self.m).add_(param_q, alpha=1.0 - self.m)

    @torch.no_grad()
    def _dequeue_and_enqueue(self, keys):
        n = keys.shape[0]
        self.queue[:, self.ptr:self.ptr + n] = keys.T
        self.ptr = (self.ptr + n) % self.K

    def forward(self, im_q, im_k):
        q = self.encoder_q(im_q)
        with torch.no_grad():
            k = self.encoder_k(im_k)
        l_pos = torch.einsum("nc,nc->n", [q, k]).unsqueeze(-1)
        l_neg = torch.einsum("nc,ck->nk", [q, self.queue.clone().detach()])
        logits = torch.cat([l_pos, l_neg], dim=1) / self.tau
        self._dequeue_and_enqueue(k)
        return logits, torch.zeros(logits.shape[0], dtype=torch.long)


def main():
    for s in (torch.manual_seed, np.random.seed, random.seed):
        s(2020)
    model = MoCo(Encoder, C["dim"], C["queue"], C["m"], C["tau"])
    hooks = {"grad_norm": 0.0}
    model.encoder_q.fc.weight.register_hook(lambda g: hooks.update(grad_norm=g.norm().item()))
    optimizer = torch.optim.SGD(model.encoder_q.parameters(), lr=0.1, momentum=0.9)
    signals = torch.sin(torch.linspace(0, 12, 32) * torch.rand(C["bs"] * C["steps"], 1, 1) * 4)
    for step, x in enumerate(signals.split(C["bs"])):
        output, target = model(augment(x), augment(x))
        loss = F.cross_entropy(output, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        model._momentum_update_key_encoder()
        acc1 = (output.argmax(1) == target).float().mean().item() * 100
        print("Epoch: [0][%d/%d] Loss %.4f Acc@1 %5.2f |g| %.3f" % (step, C["steps"], loss.item(), acc1, hooks["grad_norm"]))


main()
