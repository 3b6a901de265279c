# pip install torch==2.13.0 gpytorch==1.15.2
import gpytorch
import torch

torch.manual_seed(0)


class Process(gpytorch.models.ExactGP):
    def __init__(self, inputs, targets):
        super().__init__(inputs, targets, gpytorch.likelihoods.GaussianLikelihood())
        self.mean = gpytorch.means.ConstantMean()
        self.kernel = gpytorch.kernels.ScaleKernel(gpytorch.kernels.RBFKernel())

    def forward(self, x):
        return gpytorch.distributions.MultivariateNormal(self.mean(x), self.kernel(x))


encoder = torch.nn.Linear(2, 1)
inputs = encoder(torch.rand(6, 2)).sigmoid().detach()
model = Process(inputs, torch.rand(6))
likelihood = gpytorch.mlls.ExactMarginalLogLikelihood(model.likelihood, model)
optimizer = torch.optim.Adam(model.parameters(), lr=0.1)
for step in range(3):
    optimizer.zero_grad()
    loss = -likelihood(model(inputs), model.train_targets)
    loss.backward()
    optimizer.step()
    print(step)
