# GPT-2 from a config + accelerate, loss averaged over micro batches
import torch
from accelerate import Accelerator
from torch.utils.data import DataLoader
from transformers import GPT2Config, GPT2LMHeadModel


def get_loader(n=32, length=12, bs=4):
    data = torch.randint(0, 80, (n, length))
    return DataLoader(data, batch_size=bs, shuffle=True)


def train(epochs=1, accum=2):
    accelerator = Accelerator(cpu=True)
    torch.manual_seed(5)
    model = GPT2LMHeadModel(GPT2Config(vocab_size=80, n_positions=16, n_embd=24, n_layer=1, n_head=2,
                                       bos_token_id=0, eos_token_id=0))
    opt = torch.optim.AdamW(model.parameters(), lr=3e-4)
    model, opt, loader = accelerator.prepare(model, opt, get_loader())
    model.train()
    for epoch in range(epochs):
        running, total = 0.0, 0.0
        for i, ids in enumerate(loader):
            out = model(input_ids=ids, labels=ids)
            total += out.loss.item() / accum
            if (i + 1) % accum == 0:
                accelerator.backward(total)
                opt.step()
                opt.zero_grad()
                running += total
                total = 0.0
        accelerator.print(f"epoch {epoch}: {running / (len(loader) // accum):.3f}")


train()
