# PPO, one file, fake env. python ppo_gae.py
import torch, torch.nn as nn
from torch.distributions import Categorical
torch.manual_seed(1)

K, T, E = 4, 32, 5          # epochs, horizon, iterations
g, lam, eps = .98, .95, .1
lr = 5e-3

class PPO(nn.Module):
    def __init__(s):
        super().__init__()
        s.data = []
        s.fc1 = nn.Linear(4, 64)
        s.fc_pi = nn.Linear(64, 2)
        s.fc_v = nn.Linear(64, 1)
        s.opt = torch.optim.Adam(s.parameters(), lr=lr)

    def pi(s, x): return torch.softmax(s.fc_pi(torch.relu(s.fc1(x))), -1)
    def v(s, x): return s.fc_v(torch.relu(s.fc1(x)))
    def put(s, tr): s.data.append(tr)

    def batch(s):
        S, A, R, S2, P, D = zip(*s.data)
        s.data = []
        return (torch.stack(S), torch.tensor(A)[:, None], torch.tensor(R)[:, None],
                torch.stack(S2), torch.tensor(P)[:, None], torch.tensor(D)[:, None])

    def gae(s, S, R, S2, D):
        delta = R + g * s.v(S2) * D - s.v(S)
        adv, out = 0., []
        for d, m in zip(delta.flip(0), D.flip(0)):
            adv = d + g * lam * adv * m
            out.append(adv)
        out.reverse()
        return torch.stack(out)

    def train_net(s):
        S, A, R, S2, P, D = s.batch()
        adv = s.gae(S, R, S2, D)
        ret = (adv + s.v(S)).detach()
        for k in range(K):
            pa = s.pi(S).gather(1, A)
            ratio = torch.exp(torch.log(pa) - torch.log(P))
            surr1 = ratio * adv
            surr2 = torch.clamp(ratio, 1 - eps, 1 + eps) * adv
            loss = -torch.min(surr1, surr2) + nn.functional.smooth_l1_loss(s.v(S), ret)
            s.opt.zero_grad()
            loss.mean().backward()
            s.opt.step()
        return loss.mean().item()

def step(x, a):
    x = .9 * x + .3 * (2 * a - 1) + .05 * torch.randn(4)
    return x, 1. - x.abs().mean().item(), float(x.abs().max() < 2)

model = PPO()
x = torch.zeros(4)
for i in range(E):
    tot = 0.
    for t in range(T):
        with torch.no_grad():
            pr = model.pi(x)
        a = Categorical(pr).sample().item()
        x2, r, m = step(x, a)
        model.put((x, a, r / 10., x2, pr[a].item(), m))
        x = x2 if m else torch.zeros(4)
        tot += r
    print(f'# iter {i}  score {tot / T:.3f}  loss {model.train_net():.4f}')
