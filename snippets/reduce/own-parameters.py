import torch


def first_after_training(problems, reduce):
    x = torch.zeros(problems, requires_grad=True)
    optimizer = torch.optim.SGD([x], lr=0.1)
    for _ in range(20):
        losses = (x - 2) ** 2
        optimizer.zero_grad()
        reduce(losses).backward()
        optimizer.step()
    return round(x[0].item(), 3)


print("alone          ", first_after_training(1, torch.sum))
print("one of 64, sum ", first_after_training(64, torch.sum))
print("one of 64, mean", first_after_training(64, torch.mean))  # wrong
