import torch

used = torch.ones(2, requires_grad=True)
idle = torch.ones(2, requires_grad=True)
optimizer = torch.optim.SGD([used, idle], lr=0.1, momentum=0.9)
(used + idle).sum().backward()
optimizer.step()
before = idle.detach().clone()
optimizer.zero_grad()
used.sum().backward()
print(idle.grad)
optimizer.step()
print(torch.equal(idle, before))
