# influence functions (Koh & Liang) on a small pretrained-then-finetuned net
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import TensorDataset, DataLoader

torch.manual_seed(17)


class FineTuned(nn.Module):
    """encoder was pretrained with `proj` (contrastive), classifier uses the encoder output only"""

    def __init__(self, d=10, h=16, n_cls=3):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d, h), nn.Tanh())
        self.proj = nn.Linear(h, 8)
        self.clf = nn.Linear(h, n_cls)

    def embed(self, x):
        return F.normalize(self.proj(self.encoder(x)), dim=-1)

    def forward(self, x):
        return self.clf(self.encoder(x))


def nt_xent(z1, z2, tau=0.5):
    logits = z1 @ z2.t() / tau
    return F.cross_entropy(logits, torch.arange(len(z1)))


def pretrain(model, x, steps=5):
    opt = torch.optim.Adam(model.parameters(), lr=1e-2)
    for _ in range(steps):
        loss = nt_xent(model.embed(x + 0.1 * torch.randn_like(x)), model.embed(x + 0.1 * torch.randn_like(x)))
        opt.zero_grad(); loss.backward(); opt.step()
    print("pretrain loss", round(loss.item(), 4))


def finetune(model, loader, epochs=3):
    opt = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(epochs):
        for x, y in loader:
            loss = F.cross_entropy(model(x), y)
            opt.zero_grad(); loss.backward(); opt.step()
    print("finetune loss", round(loss.item(), 4))


def flat(gs):
    return torch.cat([g.reshape(-1) for g in gs])


def grad_vec(model, x, y, params):
    loss = F.cross_entropy(model(x), y)
    return flat(torch.autograd.grad(loss, params))


def hvp(model, x, y, params, v):
    loss = F.cross_entropy(model(x), y)
    g = flat(torch.autograd.grad(loss, params, create_graph=True))
    return flat(torch.autograd.grad(g @ v, params))


def lissa(model, x, y, params, v, damp=0.01, scale=10.0, depth=20):
    est = v.clone()
    for _ in range(depth):
        est = v + (1 - damp) * est - hvp(model, x, y, params, est) / scale
    return est / scale


X = torch.randn(48, 10)
Y = torch.randint(0, 3, (48,))
model = FineTuned()
pretrain(model, X)
finetune(model, DataLoader(TensorDataset(X, Y), batch_size=16, shuffle=True))

model.eval()
params = [p for p in model.parameters() if p.requires_grad]
x_test, y_test = torch.randn(1, 10), torch.tensor([1])
s_test = lissa(model, X, Y, params, grad_vec(model, x_test, y_test, params))
infl = torch.stack([-(s_test @ grad_vec(model, X[i:i + 1], Y[i:i + 1], params)) for i in range(len(X))])
top = infl.abs().topk(5).indices.tolist()
print("most influential:", top)
