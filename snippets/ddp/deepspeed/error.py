# pip install torch==2.13.0 deepspeed==0.19.8
import os
import sys

os.environ.update(DS_ACCELERATOR="cpu", LOCAL_RANK="0")
import deepspeed
import torch
from torch import distributed, nn

deepspeed.ops.__compatible_ops__["deepspeed_shm_comm"] = False
distributed.init_process_group("gloo", rank=0, world_size=1, store=distributed.HashStore())
sys.excepthook = sys.__excepthook__
net = nn.Linear(1, 1, bias=False)
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
engine, *_ = deepspeed.initialize(model=net, optimizer=optimizer, config={"train_batch_size": 2})
losses = engine(torch.tensor([[1.0], [3.0]])).square()
print(losses.shape)
engine.backward(losses)  # AssertionError: loss must be a scalar tensor. If you need to pass output gradients, backward() of output tensors
