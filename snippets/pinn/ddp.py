import copy
import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    x = points[rank].requires_grad_()
    grads = []
    for extra in 0, 1:
        model = copy.deepcopy(net)
        ddp = nn.parallel.DistributedDataParallel(model)
        u = ddp(x)
        (u_x,) = torch.autograd.grad(u.sum(), x, create_graph=True)
        loss = (u_x - 1).square().mean()
        (loss + (0 * u).sum() if extra else loss).backward()
        grads.append(model[0].weight.grad)
    if rank == 0:
        print(grads[0])  # wrong
        print(grads[1])


net = nn.Sequential(nn.Linear(1, 1, bias=False), nn.Tanh(), nn.Linear(1, 1))
for parameter in net.parameters():
    nn.init.ones_(parameter)
points = torch.tensor([[[0.5]], [[1.0]]])
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
