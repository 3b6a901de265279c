import torch
r = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
v = torch.tensor([0.1, 0.2, 0.3])
for t in range(30):                      # logistic growth, Euler steps
    v = v + 0.1 * r * v * (1 - v)
loss = (v - 1) ** 2
loss.backward()
