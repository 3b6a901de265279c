import torch


class CheckpointFunction(torch.autograd.Function):
    @staticmethod
    def forward(ctx, run, x, *parameters):
        ctx.run, ctx.x, ctx.parameters = run, x, parameters
        with torch.no_grad():
            return run(x)

    @staticmethod
    def backward(ctx, grad):
        x = ctx.x.detach().requires_grad_()
        with torch.enable_grad():
            output = ctx.run(x)
        return None, *torch.autograd.grad(output, (x, *ctx.parameters), grad)  # RuntimeError: One of the differentiated Tensors does not require grad


torch.manual_seed(0)
frozen = torch.nn.Linear(2, 2).requires_grad_(False)
adapter = torch.nn.Linear(2, 2)
block = torch.nn.Sequential(adapter, frozen)
x = torch.ones(3, 2, requires_grad=True)
y = CheckpointFunction.apply(block, x, *block.parameters())
y.square().mean().backward()
plain = torch.autograd.grad(block(x).square().mean(), adapter.weight)[0]
print(torch.equal(adapter.weight.grad, plain), frozen.weight.grad)
