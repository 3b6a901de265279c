import torch

w = torch.tensor([1.0, 2.0], requires_grad=True)
losses = {"loss_box": (w - 1).square().sum(), "loss_class": w.square().mean()}
weights = {"loss_box": 5.0, "loss_class": 1.0}
loss = sum(weights[name] * losses[name] for name in weights)
print(loss.shape)
loss.backward()
print(w.grad)
