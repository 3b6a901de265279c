# pip install tinygrad==0.14.0
import os

os.environ["DEV"] = "PYTHON"
from tinygrad import Tensor

Tensor([1 + 2j])  # RuntimeError: Could not infer dtype of (1+2j) with type <class 'complex'>
