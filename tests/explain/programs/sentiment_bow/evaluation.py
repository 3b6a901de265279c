import torch


class Evaluator:
    def __init__(self, data, every=5):
        self.data = data
        self.every = every
        self.best = 0.0

    def __call__(self, model, step):
        if step % self.every != 0:
            return None
        acc = self._accuracy(model)
        improved = acc > self.best
        self.best = max(acc, self.best)
        print(f"  dev accuracy {acc:.3f}" + (" *" if improved else ""))
        return acc

    def _accuracy(self, model):
        was_training = model.training
        model.eval()
        torch.set_grad_enabled(False)
        hits = n = 0
        for tokens, offsets, label in self.data:
            hits += (model(tokens, offsets).argmax(1) == label).sum().item()
            n += len(label)
        model.train(was_training)
        return hits / n
