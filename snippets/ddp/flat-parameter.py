import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn
from torch.distributed.fsdp import FullyShardedDataParallel as FSDP


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    net = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
    net[0].requires_grad_(False)
    cpu = torch.device("cpu")
    try:
        fsdp = FSDP(net, device_id=cpu)
    except ValueError as error:
        fsdp = FSDP(net, device_id=cpu, use_orig_params=True)
        message = str(error)
    with FSDP.summon_full_params(fsdp):
        before = [layer.weight.clone() for layer in net]
    fsdp(torch.ones(3, 2)).mean().backward()
    torch.optim.SGD(fsdp.parameters(), lr=0.1).step()
    with FSDP.summon_full_params(fsdp):
        unchanged = [torch.equal(layer.weight, old) for layer, old in zip(net, before)]
    if rank == 0:
        print(message)
        print("unchanged", unchanged)


with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
