import torch

from encoders import ENCODERS
from objective import InBatchNegatives

SETTINGS = {"encoder": {"name": "mean_pool", "vocab": 200, "dim": 16}, "temperature": 0.07,
            "lr": 1e-2, "steps": 4, "batch": 8}


def build(cfg):
    kw = dict(cfg["encoder"])
    enc = ENCODERS[kw.pop("name")](**kw)
    return enc, InBatchNegatives(enc, cfg["temperature"])


def pairs(cfg):
    q = torch.randint(1, cfg["encoder"]["vocab"], (cfg["batch"], 6))
    noise = torch.randint(1, cfg["encoder"]["vocab"], (cfg["batch"], 4))
    return q, torch.cat([q[:, :4], noise], 1)


def main():
    torch.manual_seed(31)
    encoder, objective = build(SETTINGS)
    optimizer = torch.optim.Adam(encoder.parameters(), lr=SETTINGS["lr"])
    for step in range(SETTINGS["steps"]):
        loss, stats = objective(*pairs(SETTINGS))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(f"step={step} loss={loss.item():.4f} {stats}")

    index = encoder.encode(torch.randint(1, 200, (20, 10)))
    print("index", tuple(index.shape))


if __name__ == "__main__":
    main()
