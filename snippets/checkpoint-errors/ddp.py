import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn
from torch.utils.checkpoint import checkpoint


def forward(x):
    return checkpoint(layer, x, use_reentrant=True)


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    net = nn.ModuleList([layer, nn.Linear(1, 1)])
    net.forward = forward
    ddp = nn.parallel.DistributedDataParallel(net, find_unused_parameters=True)
    try:
        ddp(torch.full((1, 1), 1.0 + 2 * rank, requires_grad=True)).mean().backward()
        if rank == 0:
            print(layer.weight.grad)
    except RuntimeError as error:
        if rank == 0:
            print(str(error).split(". ")[0])


layer = nn.Linear(1, 1, bias=False)
nn.init.ones_(layer.weight)
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
