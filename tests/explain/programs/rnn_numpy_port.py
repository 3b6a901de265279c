# Vanilla RNN, ported from the numpy assignment (rnn_forward), backward now done by autograd
import numpy as np
import torch

torch.manual_seed(9)
rng = np.random.RandomState(9)

N, T, D, H = 5, 7, 3, 8      # batch, time, input dim, hidden dim


def init_params():
    s = 0.1
    p = {}
    p['Wx'] = torch.tensor(rng.randn(D, H) * s, dtype=torch.float32, requires_grad=True)
    p['Wh'] = torch.tensor(rng.randn(H, H) * s, dtype=torch.float32, requires_grad=True)
    p['b'] = torch.zeros(H, requires_grad=True)
    p['Wo'] = torch.tensor(rng.randn(H, 1) * s, dtype=torch.float32, requires_grad=True)
    return p


def rnn_step_forward(x, prev_h, p):
    return torch.tanh(x @ p['Wx'] + prev_h @ p['Wh'] + p['b'])


def rnn_forward(x, h0, p):
    """
    x: (T, N, D)   h0: (N, H)
    returns h: (T + 1, N, H), h[0] is the initial state
    """
    h = torch.zeros(T + 1, N, H)
    h[0] = h0
    for t in range(T):
        h[t + 1] = rnn_step_forward(x[t], h[t], p)
    return h


def affine(h, W):
    return h @ W


def mse(out, y):
    return ((out.squeeze(-1) - y) ** 2).mean()


x = torch.tensor(rng.randn(T, N, D), dtype=torch.float32)
y = x.sum(dim=(0, 2))
h0 = torch.zeros(N, H)
params = init_params()

print('check forward:', rnn_forward(x, h0, params).shape)

learning_rate = 0.1
for step in range(20):
    h = rnn_forward(x, h0, params)
    scores = affine(h[-1], params['Wo'])
    loss = mse(scores, y)
    loss.backward()
    with torch.no_grad():
        for k in params:
            params[k] -= learning_rate * params[k].grad
            params[k].grad.zero_()
    if step % 5 == 0:
        print('step %d: loss %f' % (step, loss.item()))
