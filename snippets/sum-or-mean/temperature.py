import torch
from torch.nn.functional import kl_div, log_softmax

torch.manual_seed(0)
student, teacher = torch.randn(8, 10, requires_grad=True), torch.randn(8, 10)

for T in (1.0, 4.0, 16.0):
    p, q = log_softmax(student / T, dim=1), log_softmax(teacher / T, dim=1)
    loss = kl_div(p, q, reduction="batchmean", log_target=True)
    (gradient,) = torch.autograd.grad(loss, student)
    print(f"T = {T:4}: {gradient.norm():.4f}, times T squared: {gradient.norm() * T**2:.4f}")
