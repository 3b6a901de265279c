import torch
from torch import nn

torch.manual_seed(0)
net = nn.Sequential(nn.Embedding(5, 2), nn.Tanh(), nn.Linear(2, 1))
ids, targets = torch.tensor([0, 1, 2, 3]), torch.tensor([[1.0], [0.0], [2.0], [1.0]])
outputs = net(ids)
loss = (outputs - targets).square().mean()
loss.backward(retain_graph=True)
for attack in range(2):
    with torch.no_grad():
        net[0].weight += 0.5 * net[0].weight.grad.sign()
    net.zero_grad()
    logits = net(ids)
    loss_adv = (outputs - targets).square().mean()
    loss_adv.backward(retain_graph=True)
    print(loss.item(), loss_adv.item())  # wrong
