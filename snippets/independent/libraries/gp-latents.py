# pip install torch==2.13.0 gpytorch==1.15.2
import gpytorch
import torch
from gpytorch import variational


class Latents(gpytorch.models.ApproximateGP):
    def __init__(self, count):
        shape = torch.Size([count])
        distribution = variational.CholeskyVariationalDistribution(4, batch_shape=shape)
        strategy = variational.VariationalStrategy(self, torch.rand(4, 2), distribution)
        super().__init__(strategy)
        self.mean_module = gpytorch.means.ConstantMean(batch_shape=shape)
        self.covar_module = gpytorch.kernels.RBFKernel(batch_shape=shape)

    def forward(self, inputs):
        return gpytorch.distributions.MultivariateNormal(self.mean_module(inputs), self.covar_module(inputs))


torch.manual_seed(0)
inputs, labels = torch.rand(10, 2), torch.randint(3, (10,))
model = Latents(3)
likelihood = gpytorch.likelihoods.SoftmaxLikelihood(num_features=3, num_classes=3)
elbo = gpytorch.mlls.VariationalELBO(likelihood, model, num_data=10)
loss = -elbo(model(inputs), labels)
print(loss.shape)
loss.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs
