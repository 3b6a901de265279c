import copy

import torch

from losses import RestrictedCE, proximal


class Client:
    def __init__(self, cid, x, y, n_classes, mu=0.01, lr=0.05, local_epochs=2):
        self.cid = cid
        self.x, self.y = x, y
        self.mu, self.lr, self.local_epochs = mu, lr, local_epochs
        self.criterion = RestrictedCE(torch.bincount(y, minlength=n_classes))

    def __len__(self):
        return len(self.x)

    def loss(self, model, reference, xb, yb):
        l = self.criterion(model(xb), yb)
        if self.mu > 0:
            l = l + self.mu * proximal(model, reference)
        return l

    def fit(self, global_model):
        model = copy.deepcopy(global_model)
        sgd = torch.optim.SGD(model.parameters(), lr=self.lr, momentum=0.9)
        for _ in range(self.local_epochs):
            for idx in torch.randperm(len(self.x)).split(8):
                sgd.zero_grad()
                l = self.loss(model, global_model, self.x[idx], self.y[idx])
                l.backward()
                sgd.step()
        return model.state_dict(), len(self)
