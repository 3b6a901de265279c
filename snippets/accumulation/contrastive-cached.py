import torch
from torch.nn.functional import cross_entropy

torch.manual_seed(0)
images, texts = torch.randn(4, 3), torch.randn(4, 3)
w = torch.eye(3, requires_grad=True)

with torch.no_grad():
    features = torch.cat([image @ w for image in images.split(2)])
features.requires_grad_()
cross_entropy(features @ texts.T, torch.arange(len(features))).backward()
for image, gradient in zip(images.split(2), features.grad.split(2)):
    (image @ w).backward(gradient=gradient)
print(w.grad[0])
