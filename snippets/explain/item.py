import torch
from torch.nn.functional import mse_loss

torch.manual_seed(0)
model = torch.nn.Linear(2, 1)
batches = [(torch.tensor([[1.0, 2.0]]), torch.tensor([[3.0]])), (torch.tensor([[0.0, 1.0]]), torch.tensor([[1.0]]))]

losses = []
for inputs, targets in batches:
    loss = mse_loss(model(inputs), targets)
    losses.append(loss.item())
total = torch.tensor(losses).mean()
total.backward()  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
print(model.bias.grad)
