import torch
from model import GPTMini

text = ["to be or not to be", "that is the question", "whether tis nobler"]
chars = sorted(set("".join(text)))
stoi = {c: i + 1 for i, c in enumerate(chars)}


def get_batch():
    n = max(map(len, text))
    x = torch.zeros(len(text), n, dtype=torch.long)
    for i, line in enumerate(text):
        x[i, :len(line)] = torch.tensor([stoi[c] for c in line])
    return x[:, :-1], x[:, 1:]


torch.manual_seed(1337)
model = GPTMini(len(chars) + 1)
opt = torch.optim.AdamW(model.parameters(), lr=3e-3)
for step in range(10):
    xb, yb = get_batch()
    logits, loss = model(xb, yb)
    opt.zero_grad(set_to_none=True)
    loss.backward()
    opt.step()
    if step % 3 == 0:
        print(f"step {step}: loss {loss.item():.4f}")
