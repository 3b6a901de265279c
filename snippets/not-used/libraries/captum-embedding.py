# pip install torch==2.13.0 captum==0.9.0
import warnings

import torch
from captum.attr import LayerIntegratedGradients

torch.manual_seed(0)


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(3, 2)
        self.number = torch.nn.Identity()
        self.head = torch.nn.Linear(3, 2)

    def forward(self, sex, age):
        return self.head(torch.cat([self.embedding(sex.long()), self.number(age)[:, None]], dim=1))


net = Net()
sex, age = torch.tensor([1.0, 2.0]), torch.tensor([0.2, 0.3])
warnings.simplefilter("ignore")
integrated = LayerIntegratedGradients(net, [net.embedding, net.number])
vectors, numbers = integrated.attribute((sex, age), target=1)
print("sex:", vectors.sum(dim=1), "age:", numbers)
change = net(sex, age)[:, 1] - net(0 * sex, 0 * age)[:, 1]
print(torch.allclose(vectors.sum(dim=1) + numbers, change, atol=1e-6))
