import torch

images = [torch.ones(1, 2, 2, requires_grad=True), torch.ones(1, 1, 3, requires_grad=True)]
batch = torch.zeros(2, 1, 2, 3)
for i, image in enumerate(images):
    batch[i, :, : image.shape[1], : image.shape[2]] = image
batch.square().sum().backward()
print(images[1].grad)
