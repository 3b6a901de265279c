import torch

embedding = torch.nn.Embedding(5, 3).requires_grad_(False)
linear = torch.nn.Linear(3, 1)
words = embedding(torch.tensor([0, 2, 4]))
scores = linear(words)
labels = (scores > 0).float()
loss = (labels - 1).square().mean()
print("words", words.requires_grad)
print("weight", linear.weight.requires_grad)
print("scores", scores.requires_grad)
print("labels", labels.requires_grad)
print("loss", loss.requires_grad)
