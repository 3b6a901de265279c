import torch

w = torch.tensor([1.0, -2.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.1)
for loss in 0, w.square().mean().item(), (w.square().mean().item(), 0.5)[0]:
    loss = torch.tensor(float(loss), requires_grad=True)
    loss.backward()
    optimizer.step()
print(w.grad)  # wrong
