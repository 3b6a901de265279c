import torch
from torch.nn import functional as F

torch.manual_seed(0)
q, k, v = (torch.randn(2, 2, 8, 16, requires_grad=True) for _ in range(3))
out = F.scaled_dot_product_attention(q, k, v)
(grad,) = torch.autograd.grad(out.sum(), q, create_graph=True)
penalty = grad.square().sum()
penalty.backward()  # RuntimeError: derivative for aten::_scaled_dot_product_flash_attention_for_cpu_backward is not implemented
