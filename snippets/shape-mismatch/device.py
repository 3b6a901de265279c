import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
seeds = {
    "another device": torch.ones(3, device="meta"),
    "a complex seed": torch.ones(3, dtype=torch.complex64),
}
for name, seed in seeds.items():
    try:
        (x**2).backward(gradient=seed)
    except RuntimeError as error:
        print(name, error, sep="\n")
y = x**2
y.backward(gradient=torch.ones_like(y))
print(x.grad)
for dtype in (torch.float16, torch.float64, torch.int64):
    (grad,) = torch.autograd.grad(x**2, x, grad_outputs=torch.ones(3, dtype=dtype))
    print(dtype, grad)
