import torch
import torch.nn as nn

import criterion  # noqa: F401  (fills the registry)
from registry import build_criterion

CONF = {
    "vocab": 12, "feat": 20, "hid": 32, "accum_grad": 2, "max_steps": 6,
    "criterion": {"name": "hybrid", "ctc_weight": 0.3},
}


class Recogniser(nn.Module):
    def __init__(self, feat, hid, vocab):
        super().__init__()
        self.rnn = nn.GRU(feat, hid, batch_first=True)
        self.ctc_lo = nn.Linear(hid, vocab)
        self.emb = nn.Embedding(vocab, hid)
        self.dec_lo = nn.Linear(2 * hid, vocab)

    def forward(self, xs, ys):
        h, _ = self.rnn(xs)
        ctx = h.mean(1, keepdim=True).expand(-1, ys.size(1), -1)
        return {"enc": self.ctc_lo(h), "dec": self.dec_lo(torch.cat([self.emb(ys), ctx], -1))}


def fake_batch(vocab, feat, bs=5, t=30, u=7):
    ylens = torch.randint(3, u + 1, (bs,))
    ys = torch.randint(1, vocab, (bs, u))
    ys_out = ys.masked_fill(torch.arange(u)[None] >= ylens[:, None], -1)
    return {"xs": torch.randn(bs, t, feat), "xlens": torch.full((bs,), t),
            "ys": ys, "ylens": ylens, "ys_out": ys_out}


class Trainer:
    def __init__(self, conf):
        self.conf = conf
        self.model = Recogniser(conf["feat"], conf["hid"], conf["vocab"])
        self.criterion = build_criterion(conf["criterion"])
        self.optim = torch.optim.Adam(self.model.parameters(), lr=2e-3)

    def train_step(self, step):
        batch = fake_batch(self.conf["vocab"], self.conf["feat"])
        out = self.model(batch["xs"], batch["ys"])
        mtl, stats = self.criterion(out, batch)
        scaled = mtl / self.conf["accum_grad"]
        scaled.backward()
        if (step + 1) % self.conf["accum_grad"] == 0:
            nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
            self.optim.step()
            self.optim.zero_grad()
        return mtl, stats

    def run(self):
        for step in range(self.conf["max_steps"]):
            mtl, stats = self.train_step(step)
            print(f"step {step} mtl {mtl:.3f} " + " ".join(f"{k} {v:.3f}" for k, v in stats.items()))


if __name__ == "__main__":
    torch.manual_seed(777)
    Trainer(CONF).run()
