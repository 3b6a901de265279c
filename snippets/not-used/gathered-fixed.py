import torch

generator = torch.nn.Linear(2, 2, bias=False)
torch.nn.init.constant_(generator.weight, 0.5)
noise = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
latents = [part.clone().requires_grad_() for part in noise.chunk(2)]
images = [generator(part) ** 2 for part in latents]
grads = [torch.autograd.grad(image.sum(), part)[0] for image, part in zip(images, latents)]
print(torch.cat(grads))
