from typing import Dict

import torch
import torch.nn as nn


class ActorLoss(nn.Module):
    def __init__(self, clip_coef: float = 0.2):
        super().__init__()
        self.clip_coef = clip_coef

    def forward(self, logratio, adv):
        ratio = logratio.exp()
        pg1 = -adv * ratio
        pg2 = -adv * torch.clamp(ratio, 1 - self.clip_coef, 1 + self.clip_coef)
        return torch.max(pg1, pg2).mean()


class CriticLoss(nn.Module):
    def __init__(self, clip_vloss: bool = False, clip_coef: float = 0.2):
        super().__init__()
        self.clip_vloss = clip_vloss
        self.clip_coef = clip_coef

    def forward(self, new_v, old_v, ret):
        if self.clip_vloss:
            v_unclipped = (new_v - ret) ** 2
            v_clipped = old_v + torch.clamp(new_v - old_v, -self.clip_coef, self.clip_coef)
            v_loss_max = torch.max(v_unclipped, (v_clipped - ret) ** 2)
            return 0.5 * v_loss_max
        return 0.5 * ((new_v - ret) ** 2).mean()


class PPOObjective(nn.Module):
    """pg + c1 * v - c2 * H, returns (loss, stats)"""

    def __init__(self, cfg: Dict):
        super().__init__()
        self.actor = ActorLoss(cfg["clip_coef"])
        self.critic = CriticLoss(cfg["clip_vloss"], cfg["clip_coef"])
        self.vf_coef, self.ent_coef = cfg["vf_coef"], cfg["ent_coef"]

    def forward(self, mb, new_logp, entropy, new_v):
        adv = mb["adv"]
        adv = (adv - adv.mean()) / (adv.std() + 1e-8)
        pg_loss = self.actor(new_logp - mb["logp"], adv)
        v_loss = self.critic(new_v, mb["value"], mb["ret"])
        ent_loss = entropy.mean()
        objective = pg_loss + self.vf_coef * v_loss - self.ent_coef * ent_loss
        return objective, {"pg": pg_loss.item(), "entropy": ent_loss.item()}
