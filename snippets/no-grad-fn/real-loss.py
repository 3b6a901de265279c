import torch

torch.manual_seed(0)
model = torch.nn.Linear(3, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
inputs = torch.ones(4, 3)
for epoch in range(3):
    before = model.weight.detach().clone()
    with torch.set_grad_enabled(epoch == 2):
        loss = model(inputs).square().mean()
    loss.requires_grad = True  # RuntimeError: you can only change requires_grad flags of leaf variables.
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    print(epoch, "moved:", not torch.equal(before, model.weight))
