import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    net = nn.Linear(1, 1, bias=False)
    nn.init.ones_(net.weight)
    ddp = nn.parallel.DistributedDataParallel(net)
    outputs = ddp(shards[rank])
    fit, extra = (outputs - 4).square().mean(), outputs.square().mean()
    norms = []
    for loss in (fit, extra):
        loss.backward(retain_graph=True)
        norms.append(net.weight.grad.norm())
        net.zero_grad()
    (fit + 0.5 * norms[0] / norms[1] * extra).backward()
    gradients = [torch.zeros(1, 1), torch.zeros(1, 1)]
    distributed.all_gather(gradients, net.weight.grad)
    if rank == 0:
        print(gradients)  # wrong


shards = torch.tensor([[1.0], [2.0]]).split(1)
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
