import torch

inputs = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
count = torch.tensor(4.0)
print([shard.shape for shard in inputs.chunk(2)])
print(count.expand(2).chunk(2))
