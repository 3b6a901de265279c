import torch

from lora import inject, mark_only_adapters_trainable
from modeling import CausalLM


class Finetuner:
    def __init__(self, model, lr=1e-3, accum=2):
        self.model = model
        self.accum = accum
        self.opt = torch.optim.AdamW(model.parameters(), lr=lr)

    def fit(self, batches):
        mark_only_adapters_trainable(self.model)
        self.model.train()
        for i, (ids, labels) in enumerate(batches):
            out = self.model(input_ids=ids, labels=labels)
            (out["loss"] / self.accum).backward()
            if (i + 1) % self.accum == 0:
                self.opt.step()
                self.opt.zero_grad()
            print(f"step {i} loss {out['loss'].item():.4f}")


def instruction_batches(n, bs=2, length=12, prompt=4, vocab=64):
    for _ in range(n):
        ids = torch.randint(0, vocab, (bs, length))
        labels = ids.clone()
        labels[:, :prompt] = -100
        yield ids, labels


if __name__ == "__main__":
    torch.manual_seed(31)
    model = CausalLM()
    n = inject(model, targets={"q_proj", "v_proj"}, r=4, alpha=16)
    print(f"adapted {n} layers, {sum(p.numel() for p in model.parameters())} parameters in all")
    Finetuner(model).fit(instruction_batches(6))
