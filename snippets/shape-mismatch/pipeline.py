import torch

stage = torch.nn.Linear(4, 4)
torch.nn.init.eye_(stage.weight)
buffer = None
for length in (3, 5):
    received = torch.ones(1, length, 4)
    output = stage(received)
    if buffer is None:
        buffer = torch.ones_like(output)
    torch.autograd.backward(output, buffer)  # RuntimeError: Mismatch in shape: grad_output[0] has a shape of torch.Size([1, 3, 4]) and output[0] has a shape of torch.Size([1, 5, 4]).
print(stage.weight.grad)
