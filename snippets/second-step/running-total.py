import torch

w = torch.tensor([1.0, 1.0], requires_grad=True)
batches = torch.tensor([[[1.0, 2.0]], [[3.0, 1.0]]])
total = 0.0
for batch in batches:
    total = total + (batch @ w).square().mean()
    total.backward()  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.
