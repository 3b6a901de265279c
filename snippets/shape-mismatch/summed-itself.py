import torch

logits = torch.tensor([[-2.0, 1.0], [-1.0, 3.0]], requires_grad=True)
one_hot = torch.tensor([[1.0, 0.0], [1.0, 0.0]])
score = (logits * one_hot).sum()
score.backward(gradient=score)
print(logits.grad)  # wrong
