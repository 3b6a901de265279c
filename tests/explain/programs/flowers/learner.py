"""A very small copy of the fastai Learner, so that I understand what it does."""
import torch


class Learner:
    def __init__(self, dls, model, splitter, loss_func, lr=1e-2):
        self.dls = dls
        self.model = model
        self.groups = splitter(model)
        self.loss_func = loss_func
        self.lr = lr
        self.create_opt()

    def create_opt(self):
        params = [{"params": list(g.parameters())} for g in self.groups]
        self.opt = torch.optim.SGD(params, lr=self.lr)

    def freeze_to(self, n):
        """Freeze the groups before n, train the rest."""
        for i, g in enumerate(self.groups):
            for p in g.parameters():
                p.requires_grad_(i >= n)

    def unfreeze(self):
        self.freeze_to(0)

    def one_batch(self, xb, yb):
        pred = self.model(xb)
        loss = self.loss_func(pred, yb)
        loss.backward()
        self.opt.step()
        self.opt.zero_grad()
        return loss.item()

    def fit(self, n_epoch):
        print("epoch  train_loss  valid_loss")
        train, valid = self.dls
        for e in range(n_epoch):
            self.model.train()
            tl = [self.one_batch(xb, yb) for xb, yb in train]
            self.model.eval()
            with torch.no_grad():
                vl = [self.loss_func(self.model(xb), yb).item() for xb, yb in valid]
            print(f"{e:5d}  {sum(tl) / len(tl):10.4f}  {sum(vl) / len(vl):10.4f}")
