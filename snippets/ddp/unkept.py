import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    loss = nn.parallel.DistributedDataParallel(net)(inputs[rank]).mean()
    loss.backward()
    norm = nn.utils.clip_grad_norm_(net.parameters(), float("inf"))
    norms = [torch.zeros(()), torch.zeros(())]
    distributed.all_gather(norms, norm)
    if rank == 0:
        print(norms)  # wrong


net = nn.Linear(1, 1, bias=False)
inputs = torch.tensor([[[1.0]], [[3.0]]])
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
