import torch

labels = torch.tensor([0, 2, 1])
labels.requires_grad_()  # RuntimeError: only Tensors of floating point dtype can require gradients
