# pip install torch==2.13.0 captum==0.9.0
import torch
from captum.attr import IntegratedGradients

torch.manual_seed(0)


class Net(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(3, 2)
        self.head = torch.nn.Linear(3, 2)

    def forward(self, sex, age):
        return self.head(torch.cat([self.embedding(sex.long()), age[:, None]], dim=1))


net = Net()
sex, age = torch.tensor([1.0, 2.0]), torch.tensor([0.2, 0.3])
IntegratedGradients(net).attribute((sex, age), target=1)  # RuntimeError: The differentiated Tensor at index 0 appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.
