import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
loss = w.square().sum()
loss.backward(create_graph=True)
penalty = w.grad.square().sum()
(loss + penalty).backward()
print(w.grad)  # wrong
