import torch

x = torch.tensor([0.0, 1.0])
constant = torch.tensor(1.0, requires_grad=True)
optimizer = torch.optim.SGD([constant], lr=0.25)
boundary = torch.sin(constant * x)
for step in range(3):
    loss = (0.5 - boundary).square().mean()
    optimizer.zero_grad()
    loss.backward()  # RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.
    optimizer.step()
    print(step, loss.item(), constant.item())
