"""GradNorm on a shared trunk with two dense heads (depth + normals)."""
import torch
import torch.nn as nn
import torch.nn.functional as F


def conv_bn(i, o):
    return nn.Sequential(nn.Conv2d(i, o, 3, padding=1), nn.BatchNorm2d(o), nn.ReLU())


class Trunk(nn.Module):
    def __init__(self, ch=8, use_aspp=False):
        super().__init__()
        self.stem = conv_bn(3, ch)
        self.body = conv_bn(ch, ch)
        self.use_aspp = use_aspp
        self.context = conv_bn(ch, ch)
        self.fuse = nn.Conv2d(ch, ch, 1)

    def forward(self, x):
        x = self.body(self.stem(x))
        if self.use_aspp:
            x = x + self.context(x)
        return F.relu(self.fuse(x))


class MTLNet(nn.Module):
    def __init__(self, tasks):
        super().__init__()
        self.trunk = Trunk()
        self.heads = nn.ModuleDict({t: nn.Conv2d(8, c, 1) for t, c in tasks.items()})

    def forward(self, x):
        z = self.trunk(x)
        return {t: h(z) for t, h in self.heads.items()}

    def shared_parameters(self):
        return [p for n, p in self.trunk.named_parameters() if n.endswith("weight") and p.dim() == 4]


class GradNorm:
    def __init__(self, net, tasks, alpha=1.5, lr=0.025):
        self.net, self.alpha = net, alpha
        self.w = torch.ones(len(tasks), requires_grad=True)
        self.opt = torch.optim.Adam([self.w], lr=lr)
        self.initial = None

    def norms(self, losses):
        shared = self.net.shared_parameters()
        out = []
        for w_i, l_i in zip(self.w, losses):
            gs = torch.autograd.grad(w_i * l_i, shared, retain_graph=True, create_graph=True)
            out.append(torch.cat([g.flatten() for g in gs]).norm(2))
        return torch.stack(out)

    def update(self, losses):
        l = torch.stack(losses)
        if self.initial is None:
            self.initial = l.detach()
        G = self.norms(losses)
        ratio = l.detach() / self.initial
        target = (G.mean() * (ratio / ratio.mean()) ** self.alpha).detach()
        gn = (G - target).abs().sum()
        self.opt.zero_grad()
        self.w.grad = torch.autograd.grad(gn, self.w, retain_graph=True)[0]
        return gn.item()

    def step(self):
        self.opt.step()
        with torch.no_grad():
            self.w *= len(self.w) / self.w.sum()


def run():
    torch.manual_seed(10)
    tasks = {"depth": 1, "normal": 3}
    net = MTLNet(tasks)
    balancer = GradNorm(net, tasks)
    opt = torch.optim.Adam(net.parameters(), lr=1e-3)
    for it in range(4):
        x = torch.randn(2, 3, 12, 12)
        gt = {"depth": torch.rand(2, 1, 12, 12), "normal": F.normalize(torch.randn(2, 3, 12, 12), dim=1)}
        pred = net(x)
        losses = [F.l1_loss(pred["depth"], gt["depth"]),
                  1 - F.cosine_similarity(pred["normal"], gt["normal"], dim=1).mean()]
        gn = balancer.update(losses)
        opt.zero_grad()
        sum(w * l for w, l in zip(balancer.w.detach(), losses)).backward()
        opt.step()
        balancer.step()
        print(f"it {it} depth {losses[0].item():.3f} normal {losses[1].item():.3f} gradnorm {gn:.3f} w {balancer.w.tolist()}")


if __name__ == "__main__":
    run()
