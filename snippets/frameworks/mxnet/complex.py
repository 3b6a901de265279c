# pip install mxnet==1.9.1 numpy==1.23.5
from mxnet import nd

nd.array([1.0, 2.0], dtype="complex64")  # KeyError: <class 'numpy.complex64'>
