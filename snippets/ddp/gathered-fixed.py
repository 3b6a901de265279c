import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def info_nce(codes):
    return nn.functional.cross_entropy(codes[0] @ codes[1].T, torch.arange(len(codes[0])))


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    ddp = nn.parallel.DistributedDataParallel(net)
    own = ddp(views[rank])
    parts = [torch.zeros_like(own), torch.zeros_like(own)]
    distributed.all_gather(parts, own.detach())
    parts[rank] = own + (own - own.detach())
    info_nce(torch.cat(parts, 1)).backward()
    (whole,) = torch.autograd.grad(info_nce(net(torch.cat(list(views), 1))), net.weight)
    if rank == 0:
        print(net.weight.grad / whole)


torch.manual_seed(0)
net = nn.Linear(3, 2, bias=False)
views = torch.randn(2, 2, 2, 3)
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
