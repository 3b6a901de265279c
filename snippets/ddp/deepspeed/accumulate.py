# pip install torch==2.13.0 deepspeed==0.19.8
import os
import tempfile

os.environ.update(DS_ACCELERATOR="cpu")
import deepspeed
import torch
from torch import distributed, multiprocessing, nn


def train(rank, path):
    os.environ.update(LOCAL_RANK=str(rank))
    store = distributed.FileStore(path, 2)
    distributed.init_process_group("gloo", rank=rank, world_size=2, store=store)
    net = nn.Linear(1, 1, bias=False)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
    engine, *_ = deepspeed.initialize(model=net, optimizer=optimizer, config=config)
    for x in shards[rank]:
        loss = engine(x).mean()
        engine.backward(loss)
        if rank == 0:
            print("input", x.item(), "gradient", net.weight.grad.item())
        engine.step()


deepspeed.ops.__compatible_ops__["deepspeed_shm_comm"] = False
config = {"train_batch_size": 4, "gradient_accumulation_steps": 2}
shards = torch.tensor([[[[1.0]], [[3.0]]], [[[5.0]], [[7.0]]]])
print("mean of the inputs", shards.mean().item())
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
