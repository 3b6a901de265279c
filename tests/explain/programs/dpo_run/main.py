import torch
from torch import nn

from config import DPOArguments
from trainer import PreferenceTrainer


class TinyLM(nn.Module):
    def __init__(self, vocab, d):
        super().__init__()
        self.tok = nn.Embedding(vocab, d)
        self.mix = nn.GRU(d, d, batch_first=True)
        self.lm_head = nn.Linear(d, vocab, bias=False)

    def forward(self, ids):
        return self.lm_head(self.mix(self.tok(ids))[0])


def synthetic_pairs(args, length=10, prompt=3):
    for _ in range(args.max_steps):
        b = {}
        for side in ("chosen", "rejected"):
            b[side] = torch.randint(0, args.vocab, (args.per_device_batch, length))
            m = torch.ones(args.per_device_batch, length)
            m[:, :prompt] = 0
            b[side + "_mask"] = m
        yield b


def main():
    args = DPOArguments()
    torch.manual_seed(args.seed)
    trainer = PreferenceTrainer(TinyLM(args.vocab, args.d_model), args)
    trainer.train(synthetic_pairs(args))
    print("done,", trainer.state["step"], "steps")


if __name__ == "__main__":
    main()
