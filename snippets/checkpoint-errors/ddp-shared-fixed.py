import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn
from torch.utils.checkpoint import checkpoint


def forward(x):
    return checkpoint(layer, checkpoint(layer, x, use_reentrant=False), use_reentrant=False)


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    net = nn.ModuleList([layer])
    net.forward = forward
    ddp = nn.parallel.DistributedDataParallel(net)
    ddp(torch.full((1, 1), 1.0 + 2 * rank, requires_grad=True)).mean().backward()
    grads = [torch.zeros(1, 1), torch.zeros(1, 1)]
    distributed.all_gather(grads, layer.weight.grad)
    if rank == 0:
        print("gradient of each process:", [grad.item() for grad in grads])


layer = nn.Linear(1, 1, bias=False)
nn.init.ones_(layer.weight)
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
