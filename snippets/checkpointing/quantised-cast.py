import torch

weight = torch.tensor([[0.1, -0.2, 0.3, 0.4]])
scale = weight.abs().max() / 7
four_bits = (weight / scale).round().to(torch.int8) & 15
packed = four_bits[:, ::2] | four_bits[:, 1::2] << 4
print(packed.float())  # wrong
low, high = packed << 4 >> 4, packed >> 4
print(torch.stack([low, high], dim=2).flatten(1) * scale)
