import torch

torch.manual_seed(0)
network = torch.nn.Linear(3, 1)
with torch.inference_mode():
    batch = torch.ones(2, 3)
    with torch.inference_mode(False), torch.enable_grad():
        x = batch.clone().requires_grad_()
        energy = network(x).sum()
        print(torch.is_grad_enabled(), torch.is_inference_mode_enabled(), energy.requires_grad)
        (force,) = torch.autograd.grad(energy, x)
print("not zero:", force.any().item())
