import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn, optim


def train(rank, path, processes):
    store = distributed.FileStore(path, processes)
    distributed.init_process_group("gloo", rank=rank, world_size=processes, store=store)
    x = inputs.chunk(processes)[rank]
    for factor in {1, processes}:
        moved = []
        for optimizer in [optim.SGD, optim.Adam]:
            net = nn.Linear(1, 1, bias=False)
            nn.init.ones_(net.weight)
            ddp = nn.parallel.DistributedDataParallel(net)
            loss = (ddp(x) - 2 * x).square().mean() * factor
            loss.backward()
            optimizer(net.parameters(), lr=0.01).step()
            moved.append(f"{net.weight.item() - 1:.3f}")
        if rank == 0:
            print(processes, len(x), factor, net.weight.grad.item(), *moved)


inputs = torch.arange(1.0, 5.0).unsqueeze(1)
print("processes, samples in each, loss times, gradient, step of SGD, of Adam")
for processes in [1, 2, 4]:
    with tempfile.TemporaryDirectory() as folder:
        arguments = (folder + "/store", processes)
        multiprocessing.start_processes(train, arguments, nprocs=processes, start_method="fork")
