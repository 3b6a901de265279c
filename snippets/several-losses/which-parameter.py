import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 1)
    distributed.init_process_group("gloo", rank=rank, world_size=1, store=store)
    ddp = nn.parallel.DistributedDataParallel(net)
    try:
        for _ in range(2):
            ddp(torch.ones(1, 1)).mean().backward()
    except RuntimeError as error:
        indices = str(error).split("rank 0: ")[1].splitlines()[0]
        print(indices, [names[int(i)] for i in indices.split()])


net = nn.Sequential(nn.Linear(1, 1), nn.Linear(1, 1), nn.Linear(1, 1))
net[0].requires_grad_(False)
net.forward = lambda x: net[1](net[0](x))
names = [name for name, p in net.named_parameters() if p.requires_grad]
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=1, start_method="fork")
