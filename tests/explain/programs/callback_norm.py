"""Mini training framework with hooks. (homework 4, part b: 'write your own fastai')"""
import torch
from torch import nn


class Callback:
    order = 0
    def before_fit(self, learn): pass
    def after_pred(self, learn): pass
    def after_loss(self, learn): pass
    def after_epoch(self, learn): pass


class Recorder(Callback):
    order = 10
    def before_fit(self, learn):
        self.hist = []
    def after_loss(self, learn):
        self.hist.append(learn.loss.detach().clone())
    def after_epoch(self, learn):
        print("epoch", learn.epoch, "avg loss %.4f" % torch.stack(self.hist).mean())
        self.hist.clear()


class WeightDecayOn(Callback):
    """adds wd * norm of a layer's rows (group lasso on the input side)"""
    order = 1
    def __init__(self, layer_name, wd=1e-2):
        self.layer_name, self.wd = layer_name, wd
    def after_loss(self, learn):
        w = dict(learn.model.named_parameters())[self.layer_name]
        learn.loss = learn.loss + self.wd * w.norm(dim=1)


class ActivationReg(Callback):
    order = 2
    def after_loss(self, learn):
        learn.loss += 1e-3 * learn.pred.pow(2).mean()


class Learner:
    def __init__(self, model, loss_func, opt, data, cbs):
        self.model, self.loss_func, self.opt, self.data = model, loss_func, opt, data
        self.cbs = sorted(cbs, key=lambda cb: cb.order)

    def __call__(self, name):
        for cb in self.cbs:
            getattr(cb, name)(self)

    def one_batch(self, xb, yb):
        self.pred = self.model(xb)
        self("after_pred")
        self.loss = self.loss_func(self.pred, yb)
        self("after_loss")
        self.loss.backward()
        self.opt.step()
        self.opt.zero_grad()

    def fit(self, n):
        self("before_fit")
        for self.epoch in range(n):
            for xb, yb in self.data:
                self.one_batch(xb, yb)
            self("after_epoch")


torch.manual_seed(21)
model = nn.Sequential(nn.Linear(5, 12), nn.Tanh(), nn.Linear(12, 2))
data = [(torch.randn(10, 5), torch.randint(0, 2, (10,))) for _ in range(4)]
learn = Learner(
    model,
    nn.CrossEntropyLoss(),
    torch.optim.SGD(model.parameters(), lr=0.1),
    data,
    cbs=[Recorder(), ActivationReg(), WeightDecayOn("0.weight")],
)
learn.fit(3)
