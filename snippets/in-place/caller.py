import torch
from torch import nn


class Decoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.position = nn.Parameter(torch.ones(2))
        self.weight = nn.Parameter(torch.ones(2))

    def forward(self, token):
        token += self.position
        return (token * self.weight).sum()


encoder = nn.Linear(2, 2)
nn.init.eye_(encoder.weight)
nn.init.zeros_(encoder.bias)
first, second = Decoder(), Decoder()
code = encoder(torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]))
loss = first(code) + second(code)
loss.backward()  # RuntimeError: one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [3, 2]], which is output 0 of Add, is at version 2; expected version 1 instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False).
