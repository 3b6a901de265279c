import torch
from torch.nn import functional as F
from torch.nn.attention import SDPBackend, sdpa_kernel

torch.manual_seed(0)
q, k, v = (torch.randn(2, 2, 8, 16, requires_grad=True) for _ in range(3))
with sdpa_kernel(SDPBackend.MATH):
    out = F.scaled_dot_product_attention(q, k, v)
(grad,) = torch.autograd.grad(out.sum(), q, create_graph=True)
penalty = grad.square().sum()
penalty.backward()
by_hand = (q @ k.mT / 4).softmax(-1) @ v
(grad,) = torch.autograd.grad(by_hand.sum(), q, create_graph=True)
(right,) = torch.autograd.grad(grad.square().sum(), q)
print(torch.allclose(q.grad, right, atol=1e-4))
