"""Leaky integrate-and-fire net with a surrogate gradient (fast sigmoid)."""
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(77)


class FastSigmoidSpike(torch.autograd.Function):
    @staticmethod
    def forward(ctx, v, slope):
        ctx.save_for_backward(v)
        ctx.slope_ = slope
        return (v > 0).to(v.dtype)

    @staticmethod
    def backward(ctx, grad_out):
        (v,) = ctx.saved_tensors
        return grad_out / (ctx.slope * v.abs() + 1.0) ** 2, None


class LIF(nn.Module):
    def __init__(self, n_in, n_out, tau=0.9, thr=1.0, slope=10.0):
        super().__init__()
        self.w = nn.Linear(n_in, n_out, bias=False)
        self.tau, self.thr, self.slope = tau, thr, slope

    def forward(self, x):
        # x (T, B, n_in)
        v = x.new_zeros(x.shape[1], self.w.out_features)
        spikes = []
        for t in range(x.shape[0]):
            v = self.tau * v + self.w(x[t])
            s = FastSigmoidSpike.apply(v - self.thr, self.slope)
            v = v - s * self.thr
            spikes.append(s)
        return torch.stack(spikes)


class Net(nn.Module):
    def __init__(self, n_in=20, hid=30, n_cls=4):
        super().__init__()
        self.l1 = LIF(n_in, hid)
        self.ro = nn.Linear(hid, n_cls)

    def forward(self, x):
        s = self.l1(x)
        return self.ro(s.mean(0)), s


def poisson(rate, T):
    return (torch.rand(T, *rate.shape) < rate).float()


net = Net()
nn.init.uniform_(net.l1.w.weight, 0.0, 0.3)
optim = torch.optim.Adamax(net.parameters(), lr=2e-3)
rate = torch.rand(16, 20) * 0.5
label = torch.randint(0, 4, (16,))

for epoch in range(3):
    logits, s = net(poisson(rate, 25))
    ce = F.cross_entropy(logits, label)
    reg = 1e-2 * s.mean(dim=(0, 1)).pow(2).sum()
    loss = ce + reg
    optim.zero_grad()
    loss.backward()
    optim.step()
    print(f"epoch {epoch} ce {ce.item():.3f} mean rate {s.mean().item():.3f}")
