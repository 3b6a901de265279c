import torch

torch.manual_seed(0)
inputs = torch.randn(16, 3)
targets = inputs @ torch.tensor([1.0, -2.0, 0.5])


def train(optimizer, decay, reduce):
    w = torch.zeros(3, requires_grad=True)
    step = optimizer([w], lr=0.1, weight_decay=decay)
    for _ in range(50):
        step.zero_grad()
        reduce((inputs @ w - targets) ** 2).backward()
        step.step()
    return "w = " + " ".join(f"{value:.2f}" for value in w.tolist())


for optimizer, decay in (torch.optim.Adam, 0), (torch.optim.Adam, 1), (torch.optim.AdamW, 1):
    print(optimizer.__name__, "weight_decay", decay)
    print("  mean", train(optimizer, decay, torch.mean))
    print("  sum ", train(optimizer, decay, torch.sum))
