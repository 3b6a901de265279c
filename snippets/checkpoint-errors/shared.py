import torch
from torch.utils.checkpoint import checkpoint

torch.manual_seed(0)
embed, first, second = (torch.nn.Linear(2, 2) for _ in range(3))
inputs = torch.randn(3, 2)
shared = embed(inputs).sigmoid()
outputs = embed(inputs)
for layer in first, second:
    outputs = checkpoint(lambda x, layer=layer: layer(x) * shared, outputs, use_reentrant=True)
outputs.sum().backward()  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.
print(embed.weight.grad)
