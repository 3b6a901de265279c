import tempfile
import warnings

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn

warnings.simplefilter("ignore")


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    ddp = nn.parallel.DistributedDataParallel(net)
    loss = ddp(inputs[rank]).mean()
    reduced_loss = loss.clone()
    distributed.all_reduce(reduced_loss)
    reduced_loss /= 2
    reduced_loss.backward()
    if rank == 0:
        print(net.weight.grad)  # wrong


net = nn.Linear(1, 1, bias=False)
inputs = torch.tensor([[[1.0]], [[3.0]]])
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
