import torch


class Pipeline:
    def __init__(self):
        torch.manual_seed(0)
        self.decoder = torch.nn.Linear(2, 4)

    @torch.no_grad()
    def __call__(self, latents):
        return self.decoder(latents)


pipeline = Pipeline()
latents = torch.ones(1, 2, requires_grad=True)
image = pipeline.decoder(latents)
print(image.requires_grad)
image.square().mean().backward()
print("not zero:", latents.grad.any().item())
