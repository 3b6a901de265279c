import torch
w = torch.randn(4, requires_grad=True)
loss = w * 2
try:
    loss.backward()
except RuntimeError:
    loss.sum().backward()
    print(w.grad)
    results = {"a": 1}
    results["missing"]
