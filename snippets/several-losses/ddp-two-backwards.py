import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    ddp = nn.parallel.DistributedDataParallel(net)
    outputs = ddp(shards[rank])
    fit, penalty = (outputs - 1).square().mean(), outputs.square().mean()
    fit.backward(retain_graph=True)
    penalty.backward()
    gradients = [torch.zeros(1, 1), torch.zeros(1, 1)]
    distributed.all_gather(gradients, net.weight.grad)
    if rank == 0:
        print(gradients)  # wrong


net = nn.Linear(1, 1, bias=False)
nn.init.ones_(net.weight)
shards = torch.tensor([[1.0], [2.0], [3.0], [4.0]]).split(2)
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
