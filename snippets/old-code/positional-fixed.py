import torch

outputs = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
targets = torch.zeros(3)
criterion = torch.nn.L1Loss(reduction="sum")
loss = criterion(outputs, targets)
print(loss.shape, loss)
