import torch

w = torch.tensor(2.0, requires_grad=True)
inputs = torch.tensor([1.0, 3.0, 0.5, 2.0, 1.0, 1.5])
labels = torch.tensor([1, 0, 0, 1, 0, 0])


def loss_where_found(scores, labels):
    found = labels > 0
    if not found.any():
        return scores[:0].sum()
    return ((scores[found] - 1) ** 2).mean()


for step, rows in enumerate(torch.arange(6).split(2)):
    loss = loss_where_found(w * inputs[rows], labels[rows])
    print(step, loss.shape)
    w.grad = None
    loss.backward()
    print(w.grad)
