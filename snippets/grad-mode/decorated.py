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
with torch.enable_grad():
    image = pipeline(latents)
print(image.requires_grad)
image.square().mean().backward()  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
