import torch

stage = torch.nn.Linear(4, 4)
torch.nn.init.eye_(stage.weight)
buffer = None
for length in (3, 5):
    received = torch.nn.functional.pad(torch.ones(1, length, 4), (0, 0, 0, 5 - length))
    output = stage(received)
    if buffer is None:
        buffer = torch.ones_like(output)
    torch.autograd.backward(output, buffer)
print(stage.weight.grad)
