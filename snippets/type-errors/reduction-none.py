import torch

torch.nn.functional.mse_loss(torch.ones(3), torch.zeros(3), reduction=None)  # ValueError: None is not a valid value for reduction
