# pip install torch==2.13.0 gpytorch==1.15.2
import gpytorch
import torch


class GP(gpytorch.models.ExactGP):
    def __init__(self, inputs, targets, likelihood):
        super().__init__(inputs, targets, likelihood)
        self.mean_module = gpytorch.means.ConstantMean()
        self.covar_module = gpytorch.kernels.RBFKernel()

    def forward(self, inputs):
        return gpytorch.distributions.MultivariateNormal(self.mean_module(inputs), self.covar_module(inputs))


inputs = torch.linspace(0, 1, 11).reshape(11, 1)
targets = torch.sin(6 * inputs).squeeze(1)
likelihood = gpytorch.likelihoods.GaussianLikelihood()
model = GP(inputs, targets, likelihood)
mll = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)
loss = -mll(model(inputs), targets)
print(targets.shape, loss.shape)
loss.backward()
print(model.covar_module.raw_lengthscale.grad)
