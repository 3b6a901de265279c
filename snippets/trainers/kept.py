import copy

import torch
from torch import nn


class Block(nn.Linear):
    def forward(self, x):
        y = super().forward(x)
        self.penalty = y.square().mean()
        return y


torch.manual_seed(0)
block, head = Block(2, 2), nn.Linear(2, 1)
model = nn.Sequential(block, head)
loss = model(torch.ones(3, 2)).mean() + 0.1 * block.penalty
loss.backward()
print(block.bias.grad)
copy.deepcopy(model)  # RuntimeError: Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment.  If you were attempting to deepcopy a module, this may be because of a torch.nn.utils.weight_norm usage, see https://github.com/pytorch/pytorch/pull/103001
