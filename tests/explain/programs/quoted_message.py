import torch
def check(loss):
    if loss.numel() != 1:
        raise ValueError(f"loss has {loss.numel()} elements; backward() would say 'grad can be implicitly created only for scalar outputs'")
loss = torch.randn(4, requires_grad=True) * 2
check(loss)
