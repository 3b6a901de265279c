# Domain adversarial training, digits -> noisy digits (toy version)
import torch
import torch.nn as nn
from torch.nn import functional as F


class Extractor(nn.Module):
    def __init__(self, nin=20, nf=16):
        super().__init__()
        self.fc1 = nn.Linear(nin, 32)
        self.fc2 = nn.Linear(32, nf)

    def forward(self, x):
        return self.fc2(F.relu(self.fc1(x)))


class Discriminator(nn.Module):
    def __init__(self, nf=16):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(nf, 16), nn.LeakyReLU(0.2), nn.Linear(16, 16), nn.LeakyReLU(0.2), nn.Linear(16, 1))

    def forward(self, f):
        return self.net(f).squeeze(1)


class Solver(object):
    def __init__(self, config):
        self.cfg = config
        self.F = Extractor()
        self.C = nn.Linear(16, 5)
        self.D = Discriminator()
        self.build_optimizers()

    def build_optimizers(self):
        lr = self.cfg['lr']
        self.fc_params = list(self.F.parameters()) + list(self.C.parameters())
        self.opt_fc = torch.optim.SGD(self.fc_params, lr=lr, momentum=0.9)
        self.opt_d = torch.optim.SGD(self.D.parameters(), lr=lr)

    def load(self):
        y = torch.randint(0, 5, (self.cfg['bs'],))
        proto = torch.eye(5).repeat(1, 4)
        xs = proto[y] + 0.1 * torch.randn(len(y), 20)
        xt = proto[torch.randint(0, 5, (len(y),))] + 0.5 * torch.randn(len(y), 20)
        return xs, y, xt

    def losses(self, xs, ys, xt):
        fs, ft = self.F(xs), self.F(xt)
        ones, zeros = torch.ones(len(fs)), torch.zeros(len(ft))
        cls = F.cross_entropy(self.C(fs), ys)
        d_s, d_t = self.D(fs.detach()), self.D(ft.detach())
        dom = 0.5 * (F.binary_cross_entropy_with_logits(d_s, ones) + F.binary_cross_entropy_with_logits(d_t, zeros))
        conf = F.binary_cross_entropy_with_logits(self.D(ft), ones)
        return cls, dom, conf

    def train(self):
        for it in range(self.cfg['iters']):
            loss_c, loss_d, loss_conf = self.losses(*self.load())

            # 1. discriminator
            self.opt_d.zero_grad()
            loss_d.backward()
            self.opt_d.step()

            # 2. feature extractor + classifier, fool D
            self.opt_fc.zero_grad()
            loss_fc = loss_c + self.cfg['lambda_conf'] * loss_conf
            loss_fc.backward(inputs=self.fc_params)  # not into D
            self.opt_fc.step()

            if (it + 1) % 2 == 0:
                print('[{}/{}] cls: {:.4f} dom: {:.4f} conf: {:.4f}'.format(
                    it + 1, self.cfg['iters'], loss_c.item(), loss_d.item(), loss_conf.item()))


if __name__ == '__main__':
    torch.manual_seed(5)
    solver = Solver({'lr': 0.05, 'bs': 12, 'iters': 6, 'lambda_conf': 0.1})
    solver.train()
