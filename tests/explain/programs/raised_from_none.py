import torch
w = torch.randn(4, requires_grad=True)
def probe(t):
    try:
        t.backward()
    except RuntimeError:
        raise KeyError("config") from None
probe(w * 2)
