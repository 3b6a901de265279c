import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn
from torch.distributed.fsdp import fully_shard


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    net = fully_shard(nn.Linear(1, 2, bias=False), mesh=distributed.init_device_mesh("cpu", (2,)))
    loss = net(inputs[rank]).sum()
    loss.backward()
    gradient = net.weight.grad.full_tensor()
    if rank == 0:
        print(loss.shape, net.weight.grad.to_local().shape)
        print(gradient)


inputs = torch.tensor([[[1.0]], [[3.0]]])
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
