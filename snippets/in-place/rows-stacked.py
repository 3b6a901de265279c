import torch

w = torch.tensor(0.5, requires_grad=True)
states = [torch.tensor(1.0)]
for i in range(1, 4):
    states.append(w * states[i - 1])
states = torch.stack(states)
states.sum().backward()
print(w.grad)
