import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    ddp = nn.parallel.DistributedDataParallel(net)
    first, last = shards[rank].split(1)
    loss = ddp(first).mean() / 2
    ddp.require_backward_grad_sync = False
    loss.backward()
    loss = ddp(last).mean() / 2
    ddp.require_backward_grad_sync = True
    loss.backward()
    gradients = [torch.zeros(1, 1), torch.zeros(1, 1)]
    distributed.all_gather(gradients, net.weight.grad)
    if rank == 0:
        print(torch.cat(gradients))  # wrong


net = nn.Linear(1, 1, bias=False)
shards = torch.tensor([[[1.0], [3.0]], [[5.0], [7.0]]])
print(torch.autograd.grad(net(shards).mean(), net.weight))
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
