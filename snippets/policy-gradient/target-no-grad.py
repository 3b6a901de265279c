import torch

w = torch.tensor(0.5, requires_grad=True)
state, after, reward = 1.0, 2.0, 1.0

target = reward + 0.9 * w * after
(w * state - target).square().backward()
print("through both", w.grad)  # wrong

w.grad = None
with torch.no_grad():
    target = reward + 0.9 * w * after
(w * state - target).square().backward()
print("target fixed", w.grad)
