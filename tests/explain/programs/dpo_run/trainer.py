import copy

import torch

from objectives import preference_loss, sequence_logps


class PreferenceTrainer:
    def __init__(self, model, args):
        self.args = args
        self.policy = model
        self.ref = copy.deepcopy(model).eval().requires_grad_(False)
        self.optimizer = torch.optim.AdamW(model.parameters(), lr=args.learning_rate)
        self.state = {"step": 0, "log_history": []}

    def concatenated_forward(self, model, batch):
        ids = torch.cat([batch["chosen"], batch["rejected"]])
        mask = torch.cat([batch["chosen_mask"], batch["rejected_mask"]])[:, 1:]
        logits = model(ids)[:, :-1]
        lp = sequence_logps(logits, ids[:, 1:], mask)
        n = batch["chosen"].size(0)
        return lp[:n], lp[n:], logits[:n], mask[:n]

    def compute_loss(self, batch):
        w, l, w_logits, w_mask = self.concatenated_forward(self.policy, batch)
        with torch.no_grad():
            rw, rl, _, _ = self.concatenated_forward(self.ref, batch)
        loss, margin = preference_loss(w, l, rw, rl, self.args.beta, self.args.label_smoothing)
        metrics = {"rewards/margin": margin.mean().item(), "rewards/acc": (margin > 0).float().mean().item()}
        if self.args.rpo_alpha > 0:
            sft = -sequence_logps(w_logits, batch["chosen"][:, 1:], w_mask, length_norm=True)
            loss = loss + self.args.rpo_alpha * sft
        return loss, metrics

    def training_step(self, batch):
        self.policy.train()
        loss, metrics = self.compute_loss(batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.policy.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        metrics["loss"] = loss.detach().item()
        return metrics

    def train(self, loader):
        for batch in loader:
            logs = self.training_step(batch)
            self.state["step"] += 1
            self.state["log_history"].append(logs)
            print({k: round(v, 4) for k, v in logs.items()})
