import torch


def mixed_loss(output, target):
    if len(target) == 3:
        first, second, share = target
        return (share * (output - first) ** 2 + (1 - share) * (output - second) ** 2).mean()
    return ((output - target) ** 2).mean()


for n in 2, 4:
    output = torch.zeros(n, requires_grad=True)
    mixed_loss(output, torch.arange(n) + 1.0).backward()
    print(n, "samples", output.grad)
output = torch.zeros(3, requires_grad=True)
mixed_loss(output, torch.arange(3) + 1.0).backward()
print(3, "samples", output.grad)  # wrong
