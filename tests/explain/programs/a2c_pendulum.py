# A2C, two nets + two optimizers, fake environment
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(77)
S, A, T = 3, 2, 12

actor  = nn.Sequential(nn.Linear(S, 16), nn.Tanh(), nn.Linear(16, A))
critic = nn.Sequential(nn.Linear(S, 16), nn.Tanh(), nn.Linear(16, 1))
actor_opt  = torch.optim.Adam(actor.parameters(),  lr=1e-3)
critic_opt = torch.optim.Adam(critic.parameters(), lr=5e-3)


def env_rollout():
    s = torch.randn(S)
    states, actions, rewards = [], [], []
    for _ in range(T):
        with torch.no_grad():
            a = torch.multinomial(F.softmax(actor(s), dim=-1), 1).item()
        states.append(s); actions.append(a)
        s = 0.8 * s + 0.2 * torch.randn(S) + (0.1 if a else -0.1)
        rewards.append(-float(s[0] ** 2))
    return torch.stack(states), torch.tensor(actions), torch.tensor(rewards)


def discount(r, gamma=0.97):
    out, acc = torch.zeros_like(r), 0.
    for i in range(len(r) - 1, -1, -1):
        acc = r[i] + gamma * acc
        out[i] = acc
    return out


def losses(s, a, ret):
    v = critic(s).squeeze(-1)
    adv = ret - v
    logp = F.log_softmax(actor(s), dim=-1).gather(1, a[:, None]).squeeze(1)
    return -(logp * adv).mean(), adv.pow(2).mean()


for ep in range(6):
    s, a, r = env_rollout()
    loss_pi, loss_v = losses(s, a, discount(r))

    actor_opt.zero_grad()
    loss_pi.backward()
    actor_opt.step()

    critic_opt.zero_grad()
    loss_v.backward()
    critic_opt.step()

    print(f"ep {ep}  R={r.sum():.2f}  pi={loss_pi.item():.3f}  v={loss_v.item():.3f}")
