import torch


class HMM(torch.nn.Module):
    """Discrete HMM fitted by gradient ascent on the scaled forward likelihood."""

    def __init__(self, n_states, n_obs):
        super().__init__()
        self.pi_logits = torch.nn.Parameter(torch.randn(n_states))
        self.A_logits = torch.nn.Parameter(torch.randn(n_states, n_states))
        self.B_logits = torch.nn.Parameter(torch.randn(n_states, n_obs))

    @property
    def pi(self):
        return self.pi_logits.softmax(-1)

    @property
    def A(self):
        return self.A_logits.softmax(-1)

    @property
    def B(self):
        return self.B_logits.softmax(-1)

    def forward_vars(self, obs):
        T = len(obs)
        A, B = self.A, self.B
        alpha = torch.zeros(T, A.size(0))
        alpha[0] = self.pi * B[:, obs[0]]
        for t in range(1, T):
            alpha[t] = 5.0 * (alpha[t - 1] @ A) * B[:, obs[t]]
        return alpha

    def log_likelihood(self, obs):
        alpha = self.forward_vars(obs)
        scale = torch.log(torch.tensor(5.0)) * (len(obs) - 1)
        return torch.log(alpha[-1].sum()) - scale

    @torch.no_grad()
    def sample(self, T):
        s = torch.multinomial(self.pi, 1).item()
        out = []
        for _ in range(T):
            out.append(torch.multinomial(self.B[s], 1).item())
            s = torch.multinomial(self.A[s], 1).item()
        return out


def fit(model, seqs, iters=8, lr=0.1, verbose=True):
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    curve = []
    for i in range(iters):
        nll = -sum(model.log_likelihood(s) for s in seqs) / len(seqs)
        opt.zero_grad()
        nll.backward()
        opt.step()
        curve.append(nll.item())
        if verbose and i % 3 == 0:
            print(f"iter {i}: nll/seq = {curve[-1]:.4f}")
    return curve


if __name__ == "__main__":
    torch.manual_seed(12)
    truth = HMM(3, 5)
    data = [truth.sample(12) for _ in range(6)]
    m = HMM(3, 5)
    c = fit(m, data)
    print("improved by", round(c[0] - c[-1], 4))
    print("A =", [[round(v, 2) for v in row] for row in m.A.tolist()])
