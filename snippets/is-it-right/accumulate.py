import torch

batches = torch.tensor([[[1.0, 2.0], [3.0, 1.0]], [[0.0, 2.0], [2.0, 2.0]]])
w = torch.zeros(2, requires_grad=True)
(big,) = torch.autograd.grad((batches.flatten(0, 1) @ w - 1).square().mean(), w)
for step, batch in enumerate(batches, start=1):
    loss = (batch @ w - 1).square().mean()
    if step == len(batches):
        loss.backward()
print("as one big batch:", torch.allclose(w.grad, big))
print(w.grad)  # wrong
