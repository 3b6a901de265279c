import torch

w = torch.tensor(0.5, requires_grad=True)
state = torch.tensor(1.0)
for target in torch.tensor([1.0, 2.0]):
    state = w * state.detach() + 1
    loss = (state - target).square()
    loss.backward()
print(w.grad)
