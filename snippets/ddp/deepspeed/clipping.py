# pip install torch==2.13.0 deepspeed==0.19.8
import os

os.environ.update(DS_ACCELERATOR="cpu", LOCAL_RANK="0")
import deepspeed
import torch
from torch import distributed, nn

deepspeed.ops.__compatible_ops__["deepspeed_shm_comm"] = False
distributed.init_process_group("gloo", rank=0, world_size=1, store=distributed.HashStore())
for clipping in {}, {"gradient_clipping": 0.0}:
    for scale in 1, 10:
        net = nn.Linear(1, 1, bias=False)
        nn.init.zeros_(net.weight)
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
        config = {"train_batch_size": 2, **clipping}
        engine, *_ = deepspeed.initialize(model=net, optimizer=optimizer, config=config)
        engine.backward(-scale * engine(torch.tensor([[1.0], [3.0]])).mean())
        engine.step()
        print(clipping, "loss times", scale, "weight", round(net.weight.item(), 3))
