import torch

outputs = {
    "0-d": lambda x: x.sum(),
    "(1,)": lambda x: x.sum().reshape(1),
    "(3,)": lambda x: x * 2,
    "complex": lambda x: torch.complex(x, x).sum(),
    "tuple": lambda x: (x.sum(), x),
}
for name, f in outputs.items():
    try:
        print(name, torch.func.grad(f)(torch.ones(3)))
    except RuntimeError as error:
        print(name, error)
