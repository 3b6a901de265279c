import torch

image = torch.tensor([[0.0, 0.0, 0.0, -2.0], [3.0, 3.0, 0.0, 0.0]])
activations = torch.stack([image, -image]).relu().requires_grad_()
output = torch.stack([1 - activations.sum(dim=0), activations.square().sum(dim=0)])
print(output.shape)
category = 1


def target(output):
    return output[:, category].sum()


target(output).backward()
weights = activations.grad.mean(dim=(1, 2), keepdim=True)
cam = (weights * activations).sum(dim=0).relu().detach()
print((cam / cam.max()).round(decimals=2))  # wrong
