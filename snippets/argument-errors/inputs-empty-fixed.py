import torch

model = torch.nn.Linear(3, 1)
frozen = model.requires_grad_(False)
model.bias.requires_grad_()
x = torch.ones(2, 3, requires_grad=True)
loss = model(x).mean()
loss.backward(inputs=[p for p in frozen.parameters() if p.requires_grad])
print(model.bias.grad, model.weight.grad)
