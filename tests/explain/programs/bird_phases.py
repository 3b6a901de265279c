# BirdCLEF style tagging, log-mel crops -> multi label
import copy
import torch
import torch.nn as nn
import torch.optim as optim

torch.manual_seed(55)

cfg = {
    "phases": ["fit", "valid"],
    "train_phase": "fit",
    "epochs": 2,
    "bs": 5,
    "species": 7,
}


class PCEN(nn.Module):
    """trainable per channel gain"""

    def __init__(self, n_mels):
        super().__init__()
        self.log_s = nn.Parameter(torch.full((n_mels, 1), -2.0))

    def forward(self, m):
        return torch.log1p(m * self.log_s.exp().reciprocal())


class Tagger(nn.Module):
    def __init__(self, n_mels=16, species=7):
        super().__init__()
        self.front = PCEN(n_mels)
        self.conv = nn.Conv1d(n_mels, 24, 5, padding=2)
        self.att = nn.Conv1d(24, species, 1)
        self.cla = nn.Conv1d(24, species, 1)

    def forward(self, m):
        h = torch.relu(self.conv(self.front(m)))
        norm_att = torch.softmax(torch.tanh(self.att(h)), dim=-1)
        return (norm_att * self.cla(h)).sum(-1)


def get_loaders():
    mels = torch.rand(30, 16, 25)
    tags = (torch.rand(30, cfg["species"]) > 0.8).float()
    ds = torch.utils.data.TensorDataset(mels, tags)
    a, b = torch.utils.data.random_split(ds, [20, 10])
    return {
        name: torch.utils.data.DataLoader(part, batch_size=cfg["bs"], shuffle=name == "fit")
        for name, part in zip(cfg["phases"], (a, b))
    }


def train_model(model, loaders, criterion, optimizer, scheduler, num_epochs):
    best, best_loss = copy.deepcopy(model.state_dict()), float("inf")
    for epoch in range(num_epochs):
        print("Epoch {}/{}".format(epoch, num_epochs - 1))
        print("-" * 10)
        for phase in cfg["phases"]:
            model.train(phase == cfg["train_phase"])
            running, seen = 0.0, 0
            for inputs, targets in loaders[phase]:
                optimizer.zero_grad()
                with torch.set_grad_enabled(phase == "train"):
                    outputs = model(inputs)
                    loss = criterion(outputs, targets)
                if phase == cfg["train_phase"]:
                    loss.backward()
                    optimizer.step()
                running += loss.item() * inputs.size(0)
                seen += inputs.size(0)
            epoch_loss = running / seen
            print("{} Loss: {:.4f}".format(phase, epoch_loss))
            if phase == "valid" and epoch_loss < best_loss:
                best_loss, best = epoch_loss, copy.deepcopy(model.state_dict())
        scheduler.step()
    model.load_state_dict(best)
    return model


net = Tagger(species=cfg["species"])
crit = nn.BCEWithLogitsLoss()
opt = optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
sched = optim.lr_scheduler.StepLR(opt, 1, 0.5)
net = train_model(net, get_loaders(), crit, opt, sched, cfg["epochs"])
