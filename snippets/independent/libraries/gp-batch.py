# pip install torch==2.13.0 gpytorch==1.15.2
import gpytorch
import torch


class GP(gpytorch.models.ExactGP):
    def __init__(self, inputs, targets, likelihood):
        super().__init__(inputs, targets, likelihood)
        self.covar_module = gpytorch.kernels.RBFKernel(batch_shape=targets.shape[:-1])

    def forward(self, inputs):
        return gpytorch.distributions.MultivariateNormal(torch.zeros(inputs.shape[:-1]), self.covar_module(inputs))


inputs = torch.linspace(0, 1, 11).reshape(11, 1)
targets = torch.stack([torch.sin(2 * inputs[:, 0]), torch.sin(8 * inputs[:, 0])])
likelihood = gpytorch.likelihoods.GaussianLikelihood(batch_shape=targets.shape[:-1])
model = GP(inputs.expand(2, 11, 1), targets, likelihood)
mll = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)
loss = -mll(model(inputs.expand(2, 11, 1)), targets)
print(loss.shape)
loss.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
