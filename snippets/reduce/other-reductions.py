import torch

reductions = {
    "sum": torch.sum,
    "mean": torch.mean,
    "max": torch.max,
    "norm": torch.linalg.vector_norm,
    "logsumexp": lambda losses: torch.logsumexp(losses, dim=0),
    "weighted sum": lambda losses: torch.dot(torch.tensor([0.0, 1.0, 2.0]), losses),
}
for name, reduce in reductions.items():
    losses = torch.tensor([3.0, 0.0, 4.0], requires_grad=True)
    reduce(losses).backward()
    print(name, losses.grad)

for name, reduce in ("max() of a tie", torch.max), ("max(dim=0) of a tie", lambda losses: losses.max(dim=0).values):
    losses = torch.tensor([4.0, 0.0, 4.0], requires_grad=True)
    reduce(losses).backward()
    print(name, losses.grad)
