import torch

w = torch.tensor([1.0, -1.0], dtype=torch.float64, requires_grad=True)
rows = [w * 2, w.exp()]
features = torch.tensor([row.detach().numpy().tolist() for row in rows])
print(features.shape, features.requires_grad)  # wrong
