import torch
from torch import nn


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.body, self.head, self.auxiliary = nn.Linear(2, 2), nn.Linear(2, 1), nn.Linear(2, 1)

    def forward(self, inputs):
        return self.head(self.body(inputs).tanh())


torch.manual_seed(0)
model = Model()
inputs, targets = torch.randn(6, 2), torch.randn(6, 1)
params = list(model.parameters())
loss = nn.functional.mse_loss(model(inputs), targets)
grads = torch.autograd.grad(loss, params, create_graph=True, allow_unused=True)
print([g is not None for g in grads])
pairs = [(p, g) for p, g in zip(params, grads, strict=True) if g is not None and g.requires_grad]
params, grads = zip(*pairs, strict=True)
vector = [torch.randn_like(p) for p in params]
product = torch.autograd.grad(grads, params, grad_outputs=vector)
print([tuple(p.shape) for p in product])
