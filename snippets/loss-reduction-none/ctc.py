import torch
from torch.nn.functional import ctc_loss

torch.manual_seed(0)
log_probs = torch.randn(10, 3, 5).log_softmax(dim=2)
targets = torch.randint(1, 5, (3, 6))
input_lengths = torch.tensor([10, 10, 10])
target_lengths = torch.tensor([1, 3, 6])
loss = ctc_loss(log_probs, targets, input_lengths, target_lengths, reduction="none")
print(loss)
print(loss.mean())  # wrong
print((loss / target_lengths).mean())
print(ctc_loss(log_probs, targets, input_lengths, target_lengths))
