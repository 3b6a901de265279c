import torch

packed = torch.tensor([33, 67], dtype=torch.int8)
unpacked = torch.stack([packed & 15, packed >> 4], dim=1).flatten()
print("unpacked", unpacked.tolist())
print("float() ", packed.float().requires_grad_().tolist())  # wrong
