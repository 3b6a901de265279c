import torch

w = torch.tensor([1.0, -1.0], requires_grad=True)
outputs = torch.tensor([[1.0, 2.0], [3.0, 1.0]]) * w
losses = {
    "detach()": outputs.square().mean().detach(),
    "data": outputs.square().mean().data,
    "argmax()": outputs.argmax(dim=1).float().mean(),
    "a comparison": (outputs > 0).float().mean(),
    "long()": outputs.long().float().mean(),
    "numpy() and back": torch.from_numpy(outputs.detach().float().numpy()).mean(),
    "tensor(item())": torch.tensor(outputs.square().mean().item()),
}
for what, loss in losses.items():
    print(f"{what:17} requires_grad={loss.requires_grad} grad_fn={loss.grad_fn}")
