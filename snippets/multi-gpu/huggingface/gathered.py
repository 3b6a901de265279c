# pip install torch==2.13.0 accelerate==1.15.0
import logging

import torch
from accelerate import Accelerator, debug_launcher


def evaluate():
    accelerator = Accelerator(cpu=True)
    rank = accelerator.process_index
    count, loss = accelerator.gather((counts[rank], losses[rank]))
    if rank == 0:
        print(accelerator.num_processes, "processes", count, loss)
        print(count.item())  # RuntimeError: a Tensor with 2 elements cannot be converted to Scalar


logging.disable(logging.WARNING)
counts = torch.tensor([4, 2])
losses = torch.tensor([2.5, 12.5])
for processes in 1, 2:
    debug_launcher(evaluate, num_processes=processes)
