import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    ddp = nn.parallel.DistributedDataParallel(net)
    loss = (ddp(shards[rank]) - 2 * shards[rank]).square().mean()
    loss.backward()
    if rank == 0:
        print(loss)
        print(net.weight.grad)  # wrong


net = nn.Linear(1, 1, bias=False)
nn.init.ones_(net.weight)
inputs = torch.tensor([[1.0], [2.0], [2.0], [2.0]])
shards = inputs.split([1, 3])
print(torch.autograd.grad((net(inputs) - 2 * inputs).square().mean(), net.weight))
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
