import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
loss = (w - 4).square().mean()
print(loss.item())
loss.backward(gradient=loss)
print(w.grad)  # wrong
