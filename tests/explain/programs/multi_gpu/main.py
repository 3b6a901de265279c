import os
import torch
import torch.nn as nn
import torch.nn.functional as F
from parallel import FakeParallel

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")


class CaptionModel(nn.Module):
    """image feature -> words; returns loss and logits, so that the loss is computed on each card"""

    def __init__(self, feat=10, vocab=25, hidden=16, seq=5):
        super(CaptionModel, self).__init__()
        self.init = nn.Linear(feat, hidden)
        self.emb = nn.Embedding(vocab, hidden)
        self.cell = nn.GRUCell(hidden, hidden)
        self.out = nn.Linear(hidden, vocab)

    def forward(self, feats, caps):
        h = torch.tanh(self.init(feats))
        logits = []
        for t in range(caps.size(1) - 1):
            h = self.cell(self.emb(caps[:, t]), h)
            logits.append(self.out(h))
        logits = torch.stack(logits, 1)
        loss = F.cross_entropy(logits.flatten(0, 1), caps[:, 1:].flatten())
        return {"loss": loss, "logits": logits}


def main():
    torch.manual_seed(99)
    model = CaptionModel()
    n_devices = max(torch.cuda.device_count(), 2)
    model = FakeParallel(model, n_devices=n_devices)
    print("Let's use", n_devices, "GPUs!")
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

    for i in range(4):
        feats = torch.randn(8, 10)
        caps = torch.randint(0, 25, (8, 6))
        output = model(feats, caps)
        loss = output["loss"]
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        acc = (output["logits"].argmax(-1) == caps[:, 1:]).float().mean()
        print("batch %d loss %.4f acc %.4f" % (i, loss.item(), acc.item()))


if __name__ == "__main__":
    main()
