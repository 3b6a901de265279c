# pip install torch==2.13.0 skorch==1.4.0
import torch
from skorch import NeuralNetRegressor


class Net(NeuralNetRegressor):
    def get_loss(self, *args, **kwargs):
        return super().get_loss(*args, **kwargs).mean()


torch.manual_seed(0)
model = torch.nn.Linear(3, 2)
inputs, targets = torch.ones(4, 3), torch.zeros(4, 2)
criterion = torch.nn.MSELoss(reduction="none")
net = Net(model, criterion=criterion, lr=0.0, max_epochs=1, train_split=None, verbose=0)
net.fit(inputs, targets)
gradient = torch.autograd.grad(criterion(model(inputs), targets).mean(), model.weight)[0]
print(torch.allclose(net.module_.weight.grad, gradient))
