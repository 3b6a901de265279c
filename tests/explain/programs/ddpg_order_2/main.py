import torch

from algo import DDPG

config = {
    "seed": 11,
    "gamma": 0.98,
    "tau": 0.01,
    "lr": {"actor": 1e-4, "critic": 1e-3},
    "network": {"obs": 4, "act": 2, "hidden": 32},
    "noise": 0.1,
    "batch_size": 16,
    "total_steps": 60,
    "learning_starts": 32,
}


class ReplayBuffer:
    def __init__(self):
        self.data = []

    def add(self, **kw):
        self.data.append(kw)

    def sample(self, n):
        idx = torch.randint(0, len(self.data), (n,)).tolist()
        return {k: torch.stack([self.data[i][k] for i in idx]) for k in self.data[0]}


def env_step(obs, act):
    nxt = 0.95 * obs + 0.1 * torch.cat([act, -act])
    return nxt, -nxt.norm().view(1), torch.zeros(1)


def main(cfg):
    torch.manual_seed(cfg["seed"])
    algo, buffer = DDPG(cfg), ReplayBuffer()
    obs = torch.randn(4)
    for step in range(cfg["total_steps"]):
        with torch.no_grad():
            act = (algo.nets["actor"](obs) + cfg["noise"] * torch.randn(2)).clamp(-1, 1)
        nxt, rew, done = env_step(obs, act)
        buffer.add(obs=obs, act=act, rew=rew, next_obs=nxt, done=done)
        obs = nxt
        if step >= cfg["learning_starts"]:
            info = algo.learn(buffer.sample(cfg["batch_size"]))
            if step % 10 == 0:
                print(step, {k: round(v, 4) for k, v in info.items()})


if __name__ == "__main__":
    main(config)
