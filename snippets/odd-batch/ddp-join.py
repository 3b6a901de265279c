import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn
from torch.distributed.algorithms.join import Join


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    for divide in True, False:
        ddp = nn.parallel.DistributedDataParallel(net)
        with Join([ddp], divide_by_initial_world_size=divide):
            for step, x in enumerate(shards[rank]):
                net.weight.grad = None
                ddp(x).mean().backward()
                if rank == 0:
                    print(divide, "step", step, "gradient", net.weight.grad.item())


net = nn.Linear(1, 1, bias=False)
shards = torch.tensor([[1.0], [2.0], [3.0], [5.0]]).split([3, 1])
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
