import json

import torch


def loss(x, y):
    return x * y


x = torch.tensor([5.0, 5.0], requires_grad=True)
y = torch.tensor([8.0, 8.0], requires_grad=True)
J = torch.cat(torch.func.jacrev(loss, argnums=(0, 1))(x, y), dim=1)
print(json.dumps({"outputs": ["loss[0]", "loss[1]"]}))
print(json.dumps({"inputs": {"x": list(x.shape), "y": list(y.shape)}}))
print(json.dumps({"jacobian": J.tolist()}))

vectors = {
    "ones": torch.ones(2),
    "mean": torch.full((2,), 1 / 2),
    "weights": torch.tensor([1.0, 3.0]),
}
for name, v in vectors.items():
    x_grad, y_grad = torch.autograd.grad(loss(x, y), (x, y), grad_outputs=v)
    print(json.dumps({"vector": name, "v": v.tolist(), "product": [*x_grad.tolist(), *y_grad.tolist()]}))
