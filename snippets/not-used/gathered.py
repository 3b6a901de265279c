import torch

generator = torch.nn.Linear(2, 2, bias=False)
torch.nn.init.constant_(generator.weight, 0.5)
noise = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
latents = [part.clone().requires_grad_() for part in noise.chunk(2)]
images = torch.cat([generator(part) ** 2 for part in latents])
gathered = torch.cat(latents)
torch.autograd.grad(images.sum(), gathered)  # RuntimeError: The differentiated Tensor at index 0 appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.
