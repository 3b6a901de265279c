import torch

print("N", "reduction", "norm", "clipped")
for n in 4, 16, 64:
    for name, reduce in ("mean", torch.mean), ("sum", torch.sum):
        w = torch.tensor([2.0], requires_grad=True)
        losses = (w * torch.ones(n) - 1.75) ** 2
        reduce(losses).backward()
        before = torch.nn.utils.clip_grad_norm_([w], max_norm=1.0)
        print(n, name, before.item(), round(w.grad.item(), 4))
