import torch


def build():
    backbone = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.ReLU())
    return torch.nn.Sequential(backbone, torch.nn.Linear(4, 2))


def trained(model):
    return [name for name, parameter in model.named_parameters() if parameter.requires_grad]


model = build()
model[1] = torch.nn.Linear(4, 2)
model.requires_grad_(False)
print("new head, then all frozen:  ", trained(model))

model = build()
for name, parameter in model.named_parameters():
    parameter.requires_grad = name.startswith("classifier")
print("a name that no layer has:   ", trained(model))

model = build().requires_grad_(False)
optimizer = torch.optim.SGD(model[1].parameters(), lr=0.1)
print("chosen in the optimizer:    ", trained(model))

model = build().requires_grad_(False)
model[1] = torch.nn.Linear(4, 2)
print("all frozen, then a new head:", trained(model))
