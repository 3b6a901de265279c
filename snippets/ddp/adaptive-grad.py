import tempfile

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    ddp = nn.parallel.DistributedDataParallel(net)
    outputs = ddp(inputs[rank])
    fit, adversarial = (outputs - 5).square().mean(), -outputs.mean()
    norms = []
    for loss in fit, adversarial:
        (gradient,) = torch.autograd.grad(loss, net.weight, retain_graph=True)
        norms.append(gradient.norm())
    (fit + norms[0] / norms[1] * adversarial).backward()
    gradients = [torch.zeros(1, 1), torch.zeros(1, 1)]
    distributed.all_gather(gradients, net.weight.grad)
    if rank == 0:
        print(gradients)


net = nn.Linear(1, 1, bias=False)
nn.init.ones_(net.weight)
inputs = torch.tensor([[[1.0]], [[3.0]]])
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
