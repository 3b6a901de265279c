import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    net = nn.ModuleDict({"head": nn.Linear(1, 1, bias=False), "extra": nn.Linear(1, 1, bias=False)})
    net.forward = net["head"].forward
    ddp = nn.parallel.DistributedDataParallel(net)
    try:
        for step in range(2):
            net.zero_grad()
            ddp(inputs[rank]).mean().backward()
            if rank == 0:
                print("step", step, net["head"].weight.grad, net["extra"].weight.grad)  # wrong
    except RuntimeError as error:
        if rank == 0:
            print(str(error).split(". ")[0])


inputs = torch.tensor([[[1.0]], [[3.0]]])
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
