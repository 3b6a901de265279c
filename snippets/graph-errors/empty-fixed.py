import torch


class Rasterize(torch.autograd.Function):
    @staticmethod
    def forward(ctx, features):
        ctx.save_for_backward(features)
        return features.sum()

    @staticmethod
    def backward(ctx, grad):
        (features,) = ctx.saved_tensors
        if len(features) == 0:
            return torch.zeros_like(features)
        return grad.expand_as(features)


opacity = torch.tensor([0.1, 0.2, 0.05])
kept = opacity > 0.5
if not kept.any():
    kept = opacity == opacity.max()
features = torch.ones(3, 16, 3)[kept].requires_grad_()
print(len(features))
loss = Rasterize.apply(features)
loss.backward()
print(features.grad.shape)
