import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    ddp = nn.parallel.DistributedDataParallel(net)
    for step in range(3):
        loss = ddp(torch.full((1, 1), inputs[rank][step])).mean()
        if rank == 1 and step == 1:
            loss = torch.tensor(0.0, requires_grad=True)
        if rank == 0 and step == 2:
            reached.set()
        net.weight.grad = None
        loss.backward()
        if rank == 0:
            print("step", step, "gradient", net.weight.grad.item())  # wrong
    ended.wait()


reached, ended = multiprocessing.Event(), multiprocessing.Event()
net = nn.Linear(1, 1, bias=False)
inputs = [1.0, 2.0, 3.0], [5.0, 0.0, 9.0]
with tempfile.TemporaryDirectory() as folder:
    job = multiprocessing.start_processes(train, (folder + "/store",), 2, join=False, start_method="fork")
    print("ended in step 2:", reached.wait() and job.join(timeout=0.5))
    for process in job.processes:
        process.kill()
