import torch

for output_shape, seed_shape in [((3,), ()), ((3,), (3, 1)), ((), (1,)), ((1,), ())]:
    y = torch.ones(output_shape, requires_grad=True) * 2
    try:
        y.backward(gradient=torch.ones(seed_shape))
    except RuntimeError as error:
        print(error)
