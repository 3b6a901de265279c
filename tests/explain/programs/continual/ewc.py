import copy

import torch
import torch.nn.functional as F


class EWC:
    """Elastic weight consolidation (Kirkpatrick et al.), diagonal Fisher."""

    def __init__(self, model, loader, lam=100.0):
        self.model = model
        self.lam = lam
        self.params = {n: p for n, p in model.named_parameters() if p.requires_grad}
        self._means = {n: p.detach().clone() for n, p in self.params.items()}
        self._precision = self._diag_fisher(loader)

    def _diag_fisher(self, loader):
        fisher = {n: torch.zeros_like(p) for n, p in self.params.items()}
        model = copy.deepcopy(self.model)
        model.eval()
        for x, _ in loader:
            model.zero_grad()
            out = model(x)
            F.nll_loss(out.log_softmax(1), out.argmax(1)).backward()
            for n, p in model.named_parameters():
                fisher[n] += p.grad.detach() ** 2 / len(loader)
        return fisher

    def penalty(self):
        loss = torch.tensor(0.0)
        for n, p in self.params.items():
            diff = p - self._means[n]
            loss += self._precision[n] * diff ** 2
        return self.lam / 2 * loss
