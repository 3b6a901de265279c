# pip install torch==2.13.0 accelerate==1.15.0
import torch
from accelerate import Accelerator
from torch import nn

accelerator = Accelerator(cpu=True, gradient_accumulation_steps=2)
net = nn.Linear(1, 1, bias=False)
inputs = torch.tensor([[1.0], [3.0], [5.0]])
net, step, loader = accelerator.prepare(
    net, torch.optim.SGD(net.parameters(), lr=0.1), torch.utils.data.DataLoader(inputs)
)
for x in loader:
    with accelerator.accumulate(net):
        loss = net(x).mean()
        accelerator.backward(loss)
        print("input", x.item(), "gradient", net.weight.grad.item(), "step", accelerator.sync_gradients)
        step.step()
        step.zero_grad()
