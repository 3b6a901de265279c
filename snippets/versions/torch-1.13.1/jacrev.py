# pip install torch==1.13.1 numpy==1.26.4
import torch
from functorch import jacrev

x = torch.tensor([5.0, 5.0])
y = torch.tensor([8.0, 8.0])


def loss(x):
    return x * y


J = jacrev(loss)(x)
print(J)
