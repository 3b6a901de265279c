from agent import SAC
from buffer import ReplayBuffer
import numpy as np, torch, random


class PointMass:
    def reset(self):
        self.x = np.random.randn(3).astype(np.float32)
        return self.x.copy()

    def step(self, a):
        self.x[:2] += 0.1 * a
        r = -float((self.x[:2] ** 2).sum())
        return self.x.copy(), r, False


def main(steps=40, warmup=16, seed=3):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    env, agent, memory = PointMass(), SAC(3, 2, auto_entropy=True), ReplayBuffer(1000)
    s = env.reset()
    for step in range(steps):
        a = agent.act(s) if step >= warmup else np.random.uniform(-1, 1, 2).astype(np.float32)
        s2, r, d = env.step(a)
        memory.push(s, a, r, s2, d)
        s = s2
        if step >= warmup:
            info = agent.update(memory.sample(8))
            if step % 8 == 0:
                print(step, " ".join("%s:%.3f" % kv for kv in info.items()))
    print("final alpha %.3f" % agent.alpha.item())


main()
