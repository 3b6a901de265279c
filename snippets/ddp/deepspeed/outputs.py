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
for stage in 1, 0:
    net = nn.Linear(1, 1, bias=False)
    optimizer = torch.optim.AdamW(net.parameters())
    config = {"train_batch_size": 2, "zero_optimization": {"stage": stage}}
    engine, *_ = deepspeed.initialize(model=net, optimizer=optimizer, config=config)
    outputs = engine(torch.tensor([[1.0], [3.0]]))
    outputs.backward(gradient=torch.tensor([[1.0], [2.0]]))  # RuntimeError: Direct calls to tensor.backward() are not supported in this configuration. This occurs when either: (1) your PyTorch version lacks required internal APIs, or (2) using ZeRO stage 0. Please use engine.backward(loss) instead.
    print("stage", stage, deepspeed.utils.safe_get_full_grad(net.weight))
