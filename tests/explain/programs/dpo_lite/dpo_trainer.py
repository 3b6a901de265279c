from dataclasses import dataclass

import torch
import torch.nn.functional as F

from base_trainer import Trainer, TrainingArguments


@dataclass
class DPOConfig(TrainingArguments):
    beta: float = 0.1
    label_smoothing: float = 0.0
    loss_type: str = "sigmoid"
    rpo_alpha: float = 0.0


class DPOTrainer(Trainer):
    def __init__(self, model, ref_model, args: DPOConfig, loader):
        super().__init__(model, args, loader)
        self.ref_model = ref_model.eval().requires_grad_(False)

    @staticmethod
    def get_batch_logps(logits, labels, mask):
        labels = labels[:, 1:]
        per_token = torch.gather(logits[:, :-1].log_softmax(-1), 2, labels.unsqueeze(2)).squeeze(2)
        return (per_token * mask[:, 1:]).sum(-1)

    def dpo_loss(self, pi_c, pi_r, ref_c, ref_r):
        h = (pi_c - pi_r) - (ref_c - ref_r)
        if self.args.loss_type == "sigmoid":
            eps = self.args.label_smoothing
            losses = (-F.logsigmoid(self.args.beta * h) * (1 - eps)
                      - F.logsigmoid(-self.args.beta * h) * eps)
        elif self.args.loss_type == "ipo":
            losses = (h - 1 / (2 * self.args.beta)) ** 2
        else:
            raise ValueError(f"Unknown loss type: {self.args.loss_type}")
        chosen_rewards = self.args.beta * (pi_c - ref_c).detach()
        rejected_rewards = self.args.beta * (pi_r - ref_r).detach()
        return losses, chosen_rewards, rejected_rewards

    def get_batch_loss_metrics(self, model, batch):
        out = []
        for net in (model, self.ref_model):
            for side in ("chosen", "rejected"):
                ids = batch[side]
                out.append(self.get_batch_logps(net(ids), ids, batch[side + "_mask"]))
        losses, chosen, rejected = self.dpo_loss(*out)
        metrics = {
            "rewards/chosen": chosen.mean().item(),
            "rewards/accuracies": (chosen > rejected).float().mean().item(),
            "logps/chosen": out[0].detach().mean().item(),
        }
        return losses, metrics

    def compute_loss(self, model, inputs):
        loss, metrics = self.get_batch_loss_metrics(model, inputs)
        for k, v in metrics.items():
            self.history.setdefault(k, []).append(v)
        return loss
