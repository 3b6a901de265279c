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
    optimizer = torch.optim.AdamW(net.parameters())
    engine, *_ = deepspeed.initialize(model=net, optimizer=optimizer, config=config)
    loss = engine(inputs[rank]).mean()
    loss.backward()
    gradient = deepspeed.utils.safe_get_full_grad(net.weight)
    if rank == 0:
        print(gradient)


deepspeed.ops.__compatible_ops__["deepspeed_shm_comm"] = False
config = {"train_batch_size": 2, "zero_optimization": {"stage": 1}}
inputs = torch.tensor([[[1.0]], [[3.0]]])
with tempfile.TemporaryDirectory() as folder:
    multiprocessing.start_processes(train, (folder + "/store",), nprocs=2, start_method="fork")
