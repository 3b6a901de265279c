import torch


class Engine:
    """Calls the registered terms on every batch and adds them up."""

    def __init__(self, model, lr=1e-3):
        self.model = model
        self.opt = torch.optim.Adam(model.parameters(), lr=lr)
        self.terms = {}

    def term(self, name, weight=1.0):
        def register(fn):
            self.terms[name] = (weight, fn)
            return fn
        return register

    def fit(self, batches, verbose=True):
        for i, batch in enumerate(batches):
            state = self.model(batch)
            values = {k: w * fn(self.model, batch, state) for k, (w, fn) in self.terms.items()}
            objective = sum(values.values())
            self.opt.zero_grad()
            objective.backward()
            self.opt.step()
            if verbose:
                print(i, " ".join(f"{k}={v.item():.4f}" for k, v in values.items()))
