# pip install torch==2.13.0 numpy==2.4.6
import torch
from torch import nn

torch.manual_seed(0)
net = nn.Linear(3, 2)


def forward(x):
    features = net(x)
    return features, features.square().mean()


compiled = torch.compile(forward, backend="aot_eager")
features, loss = compiled(torch.ones(4, 3))
(seed,) = torch.autograd.grad(loss, features, retain_graph=True, allow_unused=True)
print(seed)
torch.autograd.grad(features, net.weight, grad_outputs=seed)  # RuntimeError: grad can be implicitly created only for scalar outputs
