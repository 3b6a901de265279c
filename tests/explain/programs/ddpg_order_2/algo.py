import copy
from typing import Dict

import torch
import torch.nn.functional as F
from torch import Tensor

from networks import Actor, Critic


class DDPG:
    def __init__(self, cfg: Dict):
        self.cfg = cfg
        net = cfg["network"]
        self.nets = {"actor": Actor(**net), "critic": Critic(**net)}
        self.targets = {k: copy.deepcopy(v) for k, v in self.nets.items()}
        self.optims = {k: torch.optim.Adam(v.parameters(), lr=cfg["lr"][k]) for k, v in self.nets.items()}

    def critic_loss(self, b: Dict[str, Tensor]) -> Tensor:
        with torch.no_grad():
            next_a = self.targets["actor"](b["next_obs"])
            y = b["rew"] + self.cfg["gamma"] * (1 - b["done"]) * self.targets["critic"](b["next_obs"], next_a)
        return F.smooth_l1_loss(self.nets["critic"](b["obs"], b["act"]), y)

    def actor_loss(self, b: Dict[str, Tensor]) -> Tensor:
        return -self.nets["critic"](b["obs"], self.nets["actor"](b["obs"])).mean()

    def compute_losses(self, b) -> Dict[str, Tensor]:
        return {"critic": self.critic_loss(b), "actor": self.actor_loss(b)}

    def learn(self, batch) -> Dict[str, float]:
        losses = self.compute_losses(batch)
        for name, loss in losses.items():
            self.optims[name].zero_grad()
            loss.backward()
            self.optims[name].step()
        self.soft_update()
        return {f"loss/{k}": v.item() for k, v in losses.items()}

    @torch.no_grad()
    def soft_update(self):
        tau = self.cfg["tau"]
        for k in self.nets:
            for p, t in zip(self.nets[k].parameters(), self.targets[k].parameters()):
                t.lerp_(p, tau)
