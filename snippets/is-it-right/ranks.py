import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    net = nn.Linear(1, 1, bias=False)
    nn.init.ones_(net.weight)
    ddp = nn.parallel.DistributedDataParallel(net)
    ddp.module(shards[rank]).square().mean().backward()
    norm = net.weight.grad.norm()
    norms = [torch.zeros_like(norm), torch.zeros_like(norm)]
    distributed.all_gather(norms, norm)
    if rank == 0:
        print("equal on all ranks:", all(norm == other for other in norms))
        print(norms)  # wrong


shards = torch.tensor([[1.0], [2.0]]).split(1)
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
