import torch
import torch.nn.functional as F

from towers import MiniCLIP


def clip_loss(sim):
    labels = torch.arange(sim.size(0))
    li = F.cross_entropy(sim, labels)
    lt = F.cross_entropy(sim.t(), labels)
    return (li + lt) / 2


def batches(n_steps, bs):
    g = torch.Generator().manual_seed(3)
    for _ in range(n_steps):
        yield torch.randn(bs, 3, 16, 16, generator=g), torch.randint(0, 100, (bs, 7), generator=g)


def recall_at_1(model, img, ids):
    sim = model.encode_image(img) @ model.encode_text(ids).T
    return (sim.argmax(1) == torch.arange(len(img))).float().mean().item()


def main(steps=4, bs=12):
    torch.manual_seed(3)
    model = MiniCLIP()
    optim = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.1)
    sched = torch.optim.lr_scheduler.CosineAnnealingLR(optim, steps)
    for i, (img, ids) in enumerate(batches(steps, bs)):
        loss = clip_loss(model(img, ids))
        optim.zero_grad()
        loss.backward()
        optim.step()
        sched.step()
        print(f"it {i}  loss {loss.item():.3f}  lr {sched.get_last_lr()[0]:.2e}")
    img, ids = next(batches(1, 20))
    print("R@1:", recall_at_1(model, img, ids))


if __name__ == "__main__":
    main()
