# speaker verification with batch-hard triplets; batches without a valid triplet are skipped
import random
import torch
import torch.nn as nn
import torch.nn.functional as F

SEED = 77
random.seed(SEED)
torch.manual_seed(SEED)

n_spk, dim_in, dim_emb = 12, 30, 16


class DVector(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(dim_in, 24, batch_first=True)
        self.proj = nn.Linear(24, dim_emb)

    def forward(self, x):
        _, (h, _) = self.lstm(x)
        return F.normalize(self.proj(h[-1]), dim=1)


def batch_hard(e, spk, margin=0.3):
    d = torch.cdist(e, e)
    same = spk[:, None] == spk[None, :]
    eye = torch.eye(len(spk), dtype=torch.bool)
    terms = []
    for i in range(len(spk)):
        pos, neg = d[i][same[i] & ~eye[i]], d[i][~same[i]]
        if len(pos) and len(neg):
            terms.append(F.relu(pos.max() - neg.min() + margin))
    if not terms:
        return torch.zeros(1)
    return torch.stack(terms).mean()


def utterances(bs):
    spk = torch.randint(0, n_spk, (bs,))
    return torch.randn(bs, 8, dim_in) + 0.3 * spk.view(-1, 1, 1), spk


net = DVector()
opt = torch.optim.Adam(net.parameters(), lr=1e-3)
skipped = 0

for step in range(30):
    x, spk = utterances(bs=6)
    loss = batch_hard(net(x), spk)
    opt.zero_grad()
    try:
        loss.backward()
    except RuntimeError as err:
        skipped += 1
        if skipped <= 2:
            print(f"step {step}: skipped ({str(err).splitlines()[0][:40]}...)")
        continue
    opt.step()
    if step % 5 == 0:
        print(f"step {step}: triplet loss {loss.item():.4f}")

print(f"done, {skipped} of 30 batches skipped")
