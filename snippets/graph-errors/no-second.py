import torch
from torch.nn import functional as F

torch.manual_seed(0)
x = torch.randn(3, 2, requires_grad=True)
words = torch.randn(3, 2, requires_grad=True)
image = torch.randn(1, 1, 4, 4, requires_grad=True)
places = torch.rand(1, 3, 3, 2, requires_grad=True)
outputs = {
    "cdist": (torch.cdist(x, x.detach() + 1), x),
    "pdist": (F.pdist(x), x),
    "embedding_bag": (F.embedding_bag(torch.tensor([[1, 2]]), words).square(), words),
    "grid_sample": (F.grid_sample(image, places, align_corners=False), places),
    "LSTM": (torch.nn.LSTM(2, 2)(x)[0], x),
}
for name, (output, variable) in outputs.items():
    try:
        (grad,) = torch.autograd.grad(output.sum(), variable, create_graph=True)
        grad.square().sum().backward()
        print(name, "twice")
    except RuntimeError as error:
        print(name, error)
