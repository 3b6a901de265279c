# pip install tinygrad==0.14.0
import os

os.environ["DEV"] = "PYTHON"
from tinygrad import Tensor

inputs = Tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]])
targets = Tensor([2.0, 6.0, 10.0, 14.0])
w = Tensor([1.0, 1.0])

loss = (inputs[:1] @ w - targets[:1]) ** 2
print(loss.shape)
loss.backward()  # AssertionError: when no gradient is provided, backward must be called on a scalar tensor
