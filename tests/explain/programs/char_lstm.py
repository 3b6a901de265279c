"""Character-level LSTM with truncated BPTT on a toy text."""
import torch
import torch.nn as nn

TEXT = ("the quick brown fox jumps over the lazy dog. pack my box with five dozen liquor jugs. "
        "how vexingly quick daft zebras jump! ") * 6


class Corpus:
    def __init__(self, text, batch):
        self.chars = sorted(set(text))
        self.stoi = {c: i for i, c in enumerate(self.chars)}
        ids = torch.tensor([self.stoi[c] for c in text])
        n = len(ids) // batch
        self.data = ids[:n * batch].view(batch, n)

    def chunks(self, bptt):
        for i in range(0, self.data.size(1) - 1 - bptt, bptt):
            yield self.data[:, i:i + bptt], self.data[:, i + 1:i + 1 + bptt]


class CharLSTM(nn.Module):
    def __init__(self, n_chars, emb=16, hid=32):
        super().__init__()
        self.hid = hid
        self.emb = nn.Embedding(n_chars, emb)
        self.lstm = nn.LSTM(emb, hid, batch_first=True)
        self.out = nn.Linear(hid, n_chars)

    def forward(self, x, state):
        y, state = self.lstm(self.emb(x), state)
        return self.out(y), state

    def init_state(self, b):
        return torch.zeros(1, b, self.hid), torch.zeros(1, b, self.hid)


def repackage(state):
    """cut the history between two chunks"""
    h, c = state
    return h.detach(), c


class Trainer:
    def __init__(self, cfg):
        self.cfg = cfg
        self.corpus = Corpus(TEXT, cfg["batch"])
        self.model = CharLSTM(len(self.corpus.chars))
        self.criterion = nn.CrossEntropyLoss()
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=cfg["lr"])

    def run_epoch(self):
        state = self.model.init_state(self.cfg["batch"])
        losses = []
        for x, y in self.corpus.chunks(self.cfg["bptt"]):
            state = repackage(state)
            logits, state = self.model(x, state)
            loss = self.criterion(logits.flatten(0, 1), y.flatten())
            self.optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(self.model.parameters(), self.cfg["clip"])
            self.optimizer.step()
            losses.append(loss.item())
        return sum(losses) / len(losses)

    def fit(self):
        for e in range(self.cfg["epochs"]):
            avg = self.run_epoch()
            print(f"epoch {e + 1} | loss {avg:.3f} | ppl {2.71828 ** avg:.2f}")


if __name__ == "__main__":
    torch.manual_seed(1337)
    Trainer(dict(batch=4, bptt=20, lr=5e-3, clip=0.5, epochs=2)).fit()
