import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
scaler = torch.amp.GradScaler("cpu")
scaled = scaler.scale(x**2)
print(scaled.shape)
scaled.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
