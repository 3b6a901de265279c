import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    ddp = nn.parallel.DistributedDataParallel(net)
    losses = (ddp(inputs[rank]) - 2 * inputs[rank]).square()
    count = masks[rank].sum()
    distributed.all_reduce(count)
    loss = 2 * (losses * masks[rank]).sum() / count.clamp(min=1)
    loss.backward()
    if rank == 0:
        print(loss.item(), net.weight.grad)


net = nn.Linear(1, 1, bias=False)
nn.init.ones_(net.weight)
inputs = torch.tensor([[[1.0], [3.0]], [[1.0], [2.0]]])
masks = torch.tensor([[[0.0], [0.0]], [[1.0], [1.0]]])
print(torch.autograd.grad((net(inputs[1]) - 2 * inputs[1]).square().mean(), net.weight))
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
