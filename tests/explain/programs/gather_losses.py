"""Runs on one box with DataParallel and on my laptop without; the loss may come back gathered or not."""
import sys
import torch
import torch.nn as nn


class LossInsideModel(nn.Module):
    """the model returns its own loss, so that the memory of the logits is spread over the devices"""

    def __init__(self, vocab=30, d=16, gathered=True):
        super().__init__()
        self.emb = nn.Embedding(vocab, d)
        self.rnn = nn.LSTM(d, d, batch_first=True)
        self.out = nn.Linear(d, vocab)
        self.gathered = gathered

    def forward(self, ids):
        h, _ = self.rnn(self.emb(ids[:, :-1]))
        logits = self.out(h)
        ce = nn.functional.cross_entropy(logits.transpose(1, 2), ids[:, 1:], reduction="none")
        return ce.mean(1) if self.gathered else ce.mean()


class Runner:
    def __init__(self, model, lr):
        self.model = model
        self.opt = torch.optim.Adam(model.parameters(), lr=lr)
        self.fallbacks = 0

    def backward(self, loss):
        try:
            loss.backward()
        except RuntimeError as err:
            if "scalar outputs" not in str(err):
                raise
            self.fallbacks += 1
            loss = loss.mean()
            loss.backward()
        return loss.item()

    def fit(self, data, epochs):
        for ep in range(epochs):
            acc = []
            for ids in data:
                self.opt.zero_grad()
                acc.append(self.backward(self.model(ids)))
                self.opt.step()
            print(f"ep {ep} ppl {torch.tensor(acc).mean().exp().item():.2f}")
        return self


def main(argv):
    torch.manual_seed(len(argv))
    gathered = "--laptop" not in argv
    data = torch.randint(0, 30, (20, 9)).split(5)
    r = Runner(LossInsideModel(gathered=gathered), 1e-2).fit(data, 3)
    print("gathered losses reduced:", r.fallbacks)


if __name__ == "__main__":
    main(sys.argv[1:])
