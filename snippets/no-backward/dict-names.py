import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
losses = {"boxes": x.square().mean(), "classes": x.abs().mean()}
sum(losses).backward()  # TypeError: unsupported operand type(s) for +: 'int' and 'str'
