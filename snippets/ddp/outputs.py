import tempfile
from types import SimpleNamespace

import torch
import torch._dynamo
from torch import distributed, multiprocessing, nn


def train(rank, path):
    store = distributed.FileStore(path, 1)
    distributed.init_process_group("gloo", rank=rank, world_size=1, store=store)
    for form, (forward, loss) in forms.items():
        for switch in (False, True):
            net = nn.Sequential(nn.Linear(1, 1), nn.Linear(1, 1, bias=False), *switch * [nn.Linear(1, 1)])
            net.forward = forward
            ddp = torch.nn.parallel.DistributedDataParallel(net, find_unused_parameters=switch)
            try:
                for _ in range(2):
                    loss(ddp(*[*net.parameters()][:3])).backward()
                print(form, switch, "runs")
            except RuntimeError as error:
                print(form, switch, str(error).split(" before")[0].split(". ")[0])


forms = {
    "unused loss": (lambda a, b, c: (a * c, b * 2), lambda out: out[0]),
    "object": (lambda a, b, c: SimpleNamespace(loss=a * b * c), lambda out: out.loss),
    "parameter": (lambda a, b, c: (a * b, c), sum),
    "its copy": (lambda a, b, c: (a * b, c.clone()), sum),
}
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=1, start_method="fork")
