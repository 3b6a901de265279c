import torch


def scale_invariant(depth, target):
    valid = target > 0
    if valid.sum() <= 1:
        return depth[:0].sum()
    return (depth[valid].log() - target[valid].log()).var()


depth = torch.tensor([2.0, 3.0, 5.0], requires_grad=True)
loss = scale_invariant(depth, torch.tensor([0.0, 4.0, 0.0]))
loss.backward()
print(loss)
print(depth.grad)
