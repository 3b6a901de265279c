import warnings

import torch

warnings.simplefilter("ignore")
w = torch.tensor([1.0, -1.0], requires_grad=True)
outputs = torch.tensor([[1.0, 2.0], [3.0, 1.0]]) * w
losses = {
    "detach()": outputs.square().mean().detach(),
    "data": outputs.square().mean().data,
    "argmax()": outputs.argmax(dim=1).float().mean(),
    "topk().indices": outputs.topk(1).indices.float().mean(),
    "a comparison": (outputs > 0).float().mean(),
    "where(a > 0, 1, 0)": torch.where(outputs > 0, 1.0, 0.0).mean(),
    "long()": outputs.long().float().mean(),
    "multinomial()": outputs.softmax(1).multinomial(1).float().mean(),
    "numpy() and back": torch.from_numpy(outputs.detach().float().numpy()).mean(),
    "tensor(item())": torch.tensor(outputs.square().mean().item()),
    "tensor([a, b])": torch.tensor([outputs.mean(), outputs.sum()]).mean(),
}
for what, loss in losses.items():
    print(f"{what:19} requires_grad={loss.requires_grad} grad_fn={loss.grad_fn}")
