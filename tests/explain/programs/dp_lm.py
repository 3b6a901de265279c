"""Language model on "several gpus" (replicas run one after the other, for debugging on a laptop)."""
import torch
from torch import nn


class DebugParallel(nn.Module):
    """Same interface as nn.DataParallel: scatter -> apply -> gather."""

    def __init__(self, module, n_replicas=2, output_device="cpu"):
        super().__init__()
        self.module = module
        self.n_replicas = n_replicas
        self.output_device = output_device

    def scatter(self, *tensors):
        return list(zip(*(t.chunk(self.n_replicas) for t in tensors)))

    def gather(self, outputs):
        first = outputs[0]
        if torch.is_tensor(first):
            if first.dim() == 0:
                return torch.stack([o.to(self.output_device) for o in outputs])
            return torch.cat([o.to(self.output_device) for o in outputs])
        if isinstance(first, dict):
            return {k: self.gather([o[k] for o in outputs]) for k in first}
        raise TypeError(type(first))

    def forward(self, *inputs):
        return self.gather([self.module(*chunk) for chunk in self.scatter(*inputs)])


class LMWithLoss(nn.Module):
    def __init__(self, vocab=30, d=16, heads=2, layers=1, max_len=12):
        super().__init__()
        self.tok = nn.Embedding(vocab, d)
        self.pos = nn.Parameter(torch.zeros(max_len, d))
        layer = nn.TransformerEncoderLayer(d, heads, 2 * d, dropout=0.1, batch_first=True)
        self.body = nn.TransformerEncoder(layer, layers)
        self.out = nn.Linear(d, vocab, bias=False)
        self.out.weight = self.tok.weight
        self.criterion = nn.CrossEntropyLoss()

    def forward(self, src, labels):
        T = src.size(1)
        mask = torch.triu(torch.full((T, T), float("-inf")), 1)
        h = self.body(self.tok(src) + self.pos[:T], mask=mask)
        logits = self.out(h)
        return {
            "loss": self.criterion(logits.flatten(0, 1), labels.flatten()),
            "n_correct": (logits.argmax(-1) == labels).sum(1),
        }


class Trainer:
    def __init__(self, model, n_gpu):
        self.n_gpu = n_gpu
        self.model = DebugParallel(model, n_gpu) if n_gpu > 1 else model
        self.optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

    def train_step(self, batch):
        self.model.train()
        out = self.model(batch[:, :-1], batch[:, 1:])
        loss = out["loss"]
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        n_tok = batch[:, 1:].numel()
        return loss.item(), out["n_correct"].sum().item() / n_tok

    def train(self, data, steps):
        for i in range(steps):
            batch = data[torch.randperm(len(data))[:8]]
            loss, acc = self.train_step(batch)
            print(f"step {i} | loss {loss:.3f} | acc {acc:.2%}")


def main():
    torch.manual_seed(17)
    data = torch.randint(0, 30, (64, 1)).add(torch.arange(11)) % 30
    Trainer(LMWithLoss(), n_gpu=2).train(data, steps=4)


if __name__ == "__main__":
    main()
