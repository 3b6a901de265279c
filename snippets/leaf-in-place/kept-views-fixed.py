import torch

weight = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
optimizer = torch.optim.SGD([weight], lr=0.1)
regularized = [weight]
for _ in range(2):
    optimizer.zero_grad()
    penalty = sum(w.square().sum() for w in regularized)
    penalty.backward()
    print(weight.grad)
    optimizer.step()
