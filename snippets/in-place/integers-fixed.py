import torch

embedding = torch.nn.Embedding(4, 2)
torch.nn.init.ones_(embedding.weight)
ids = torch.tensor([0, 1, 1])
loss = embedding(ids).sum()
ids = ids.clone()
ids[0] = 3
loss.backward()
print(ids)
print(embedding.weight.grad)
