import torch


class Descent(torch.optim.Optimizer):
    def __init__(self, params):
        super().__init__(params, {})

    @torch.no_grad()
    def step(self, closure):
        with torch.enable_grad():
            loss = closure()
        for p in self.param_groups[0]["params"]:
            p -= 0.1 * p.grad
        return loss


w = torch.ones(2, requires_grad=True)
optimizer = Descent([w])


def closure():
    optimizer.zero_grad()
    print(torch.is_grad_enabled())
    loss = w.square().sum()
    loss.backward()
    return loss


optimizer.step(closure)
print(w)
