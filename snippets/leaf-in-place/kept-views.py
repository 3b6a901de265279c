import torch

weight = torch.tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
optimizer = torch.optim.SGD([weight], lr=0.1)
regularized = list(weight)
for _ in range(2):
    optimizer.zero_grad()
    penalty = sum(w.square().sum() for w in regularized)  # RuntimeError: Output 0 of Unbind is a view and its base or another view of its base has been modified inplace. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.
    penalty.backward()
    print(weight.grad)
    optimizer.step()
