import json

import torch


def f(x, p):
    y = x * x
    return 2 * y + 2 * p * p


x = torch.tensor(3.0, requires_grad=True)
p = torch.ones(2, 2, requires_grad=True)
J_x, J_p = torch.func.jacrev(f, argnums=(0, 1))(x, p)
J = torch.cat([J_x.reshape(4, 1), J_p.reshape(4, 4)], dim=1)
print(json.dumps({"outputs": ["z[0, 0]", "z[0, 1]", "z[1, 0]", "z[1, 1]"]}))
print(json.dumps({"inputs": {"x": list(x.shape), "p": list(p.shape)}}))
print(json.dumps({"jacobian": J.tolist()}))

vectors = {
    "ones": torch.ones(4),
    "mean": torch.full((4,), 1 / 4),
    "one-hot": torch.tensor([1.0, 0.0, 0.0, 0.0]),
}
for name, v in vectors.items():
    x_grad, p_grad = torch.autograd.grad(f(x, p), (x, p), grad_outputs=v.reshape(2, 2))
    product = [x_grad.item(), *p_grad.flatten().tolist()]
    print(json.dumps({"vector": name, "v": v.tolist(), "product": product}))
