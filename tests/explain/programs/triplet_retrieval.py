# %% setup
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

rng = np.random.default_rng(40)
torch.manual_seed(40)
N_ID, DIM = 6, 10
prototypes = torch.from_numpy(rng.normal(size=(N_ID, DIM))).float()

# %% data


def pk_batch(p=4, k=3):
    ids = torch.randperm(N_ID)[:p].repeat_interleave(k)
    return prototypes[ids] + 0.5 * torch.randn(p * k, DIM), ids


# %% model
embed = nn.Sequential(nn.Linear(DIM, 32), nn.ReLU(), nn.Linear(32, 8))

# %% losses


def pairwise(z):
    d2 = (z[:, None] - z[None]).pow(2).sum(-1)
    return (d2 + 1e-9).sqrt()


def batch_hard(z, ids, margin=0.3):
    d = pairwise(z)
    same = ids[:, None] == ids[None]
    hardest_pos = (d * same).max(1).values
    hardest_neg = (d + 1e3 * same).min(1).values
    return F.relu(hardest_pos - hardest_neg + margin).mean()


def center_pull(z, ids):
    c = torch.stack([z[ids == i].mean(0) for i in ids])
    return (z - c).pow(2).sum(1)


# %% training
opt = torch.optim.Adam(embed.parameters(), lr=5e-3)
history = []
for step in range(10):
    x, ids = pk_batch()
    z = F.normalize(embed(x), dim=1)
    l_tri = batch_hard(z, ids)
    l_cen = center_pull(z, ids)
    loss = l_tri + 0.05 * l_cen.mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
    row = torch.tensor([loss, l_tri, l_cen])
    history.append(row)
    if step % 5 == 4:
        print("step %d: total %.4f, triplet %.4f, center %.4f" % (step + 1, *row.tolist()))

# %% result
history = torch.stack(history)
print("mean over run:", [round(v, 4) for v in history.mean(0).tolist()])
