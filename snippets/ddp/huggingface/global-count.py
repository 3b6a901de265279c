# pip install torch==2.13.0 accelerate==1.15.0
import torch
from accelerate import Accelerator, debug_launcher
from torch import nn


def train():
    accelerator = Accelerator(cpu=True, gradient_accumulation_steps=2)
    net = accelerator.prepare(nn.Linear(1, 1, bias=False))
    batches = shards[accelerator.process_index]
    count = torch.tensor(sum(len(batch) for batch in batches))
    total = accelerator.gather(count).sum()
    for x in batches:
        with accelerator.accumulate(net):
            loss = net(x).sum() * 2 * accelerator.num_processes / total
            accelerator.backward(loss)
    if accelerator.is_main_process:
        print(net.module.weight.grad)


inputs = torch.tensor([[1.0], [2.0], [2.0], [2.0], [3.0], [3.0], [3.0], [8.0]])
first, second, third, fourth = inputs.split([1, 3, 3, 1])
shards = (first, second), (third, fourth)
print(inputs.mean())
debug_launcher(train)
