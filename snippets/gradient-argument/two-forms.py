import torch

torch.manual_seed(0)
start = torch.randn(64, 3)
first, last = torch.nn.Linear(3, 16), torch.nn.Linear(16, 1)
devices = ["cpu"]
devices += ["cuda"] if torch.cuda.is_available() else []
devices += ["mps"] if torch.backends.mps.is_available() else []
grads = []
for device in devices:
    x = start.to(device).requires_grad_()
    y = last.to(device)(first.to(device)(x).sin()).squeeze(1)
    grads += torch.autograd.grad(y.sum(), x, retain_graph=True)
    grads += torch.autograd.grad(y, x, grad_outputs=torch.ones_like(y))
    print(device, [torch.allclose(grad.cpu(), grads[0], atol=1e-5) for grad in grads[-2:]])
