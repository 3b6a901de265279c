import torch
from torch.nn import functional as F

a = torch.ones(4, 3, requires_grad=True)
b = torch.zeros(4, 3)
print("cosine_similarity", F.cosine_similarity(a, b).shape)
print("pairwise_distance", F.pairwise_distance(a, b).shape)
print("(a - b) ** 2     ", ((a - b) ** 2).shape)
print("mse_loss         ", F.mse_loss(a, b).shape)

a, b = torch.ones(4, 6, 3), torch.zeros(4, 6, 3)
print("cosine_similarity, 3-D        ", F.cosine_similarity(a, b).shape)  # wrong
print("cosine_similarity, 3-D, dim=-1", F.cosine_similarity(a, b, dim=-1).shape)
