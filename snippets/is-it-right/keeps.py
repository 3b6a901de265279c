import torch

x = torch.tensor([1.0, 2.0], requires_grad=True) * 2
keeps = {
    "to": x.to("cpu", copy=True),
    "double": x.double(),
    "clone": x.clone(),
    "x[1:]": x[1:],
    "x[x > 2]": x[x > 2],
    "cat": torch.cat([x, x]),
    "where": torch.where(x > 2, x, 0.0),
    "max": x.max(0).values,
}
cuts = {
    "detach": x.detach(),
    "tensor": torch.tensor(x.tolist()),
    "long": x.long(),
    "x > 2": x > 2,
    "argmax": x.argmax(),
    "max(0)[1]": x.max(0)[1],
}
print([name for name, y in keeps.items() if y.requires_grad])
print([name for name, y in cuts.items() if y.requires_grad])
