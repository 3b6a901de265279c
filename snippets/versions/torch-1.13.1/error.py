# pip install torch==1.13.1 numpy==1.26.4
import torch

x = torch.tensor([5.0, 5.0], requires_grad=True)
y = torch.tensor([8.0, 8.0], requires_grad=True)
loss = x * y
loss.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
