# pip install torch==2.13.0 gpytorch==1.15.2
import gpytorch
import torch


class GP(gpytorch.models.ExactGP):
    def __init__(self, inputs, targets, likelihood):
        super().__init__(inputs, targets, likelihood)
        self.covar_module = gpytorch.kernels.RBFKernel(batch_shape=targets.shape[:-1])

    def forward(self, inputs):
        return gpytorch.distributions.MultivariateNormal(torch.zeros(inputs.shape[:-1]), self.covar_module(inputs))


def noise(inputs, targets, reduce, optimizer):
    likelihood = gpytorch.likelihoods.GaussianLikelihood(batch_shape=targets.shape[:-1])
    model = GP(inputs, targets, likelihood)
    mll = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)
    step = optimizer(model.parameters(), lr=0.1)
    for _ in range(20):
        step.zero_grad()
        reduce(-mll(model(inputs), targets)).backward()
        step.step()
    return [round(value, 3) for value in likelihood.noise.flatten().tolist()]


x = torch.linspace(0, 1, 11).reshape(11, 1)
y = torch.stack([torch.sin(k * x[:, 0]) for k in (2, 4, 6, 8)])
for optimizer in torch.optim.SGD, torch.optim.Adam:
    print(optimizer.__name__, "alone", [noise(x, target, torch.sum, optimizer)[0] for target in y])
    print(optimizer.__name__, "sum  ", noise(x.expand(4, 11, 1), y, torch.sum, optimizer))
    print(optimizer.__name__, "mean ", noise(x.expand(4, 11, 1), y, torch.mean, optimizer))
