import torch


class Library:
    def fit(self, model, criterion, inputs, targets):
        loss = criterion(model(inputs), targets)
        loss.backward()


torch.manual_seed(0)
model = torch.nn.Linear(3, 2)
inputs, targets = torch.ones(4, 3), torch.zeros(4, 2)
criterion = torch.nn.MSELoss(reduction="none")
Library().fit(model, lambda *args: criterion(*args).mean(), inputs, targets)
gradient = torch.autograd.grad(criterion(model(inputs), targets).mean(), model.weight)[0]
print(torch.allclose(model.weight.grad, gradient))
