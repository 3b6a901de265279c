import torch

images = [torch.ones(1, 2, 2, requires_grad=True), torch.ones(1, 1, 3, requires_grad=True)]
batch = torch.zeros(2, 1, 2, 3)
for image, padded in zip(images, batch):
    padded[:, : image.shape[1], : image.shape[2]].copy_(image)  # RuntimeError: A view was created in no_grad mode and is being modified inplace with grad mode enabled. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.
batch.square().sum().backward()
print(images[1].grad)
