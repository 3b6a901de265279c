import torch

image = torch.arange(10.0)
center = torch.tensor(5)
size = torch.tensor(4)
begin = center - size / 2
end = center + size / 2
print(image[begin:end])  # TypeError: only integer tensors of a single element can be converted to an index
