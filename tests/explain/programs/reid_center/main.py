import torch
import torch.nn as nn
from center import EMACenterLoss

torch.manual_seed(31)

NUM_IDS, DIM = 6, 16


class ReIDNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.base = nn.Sequential(nn.Linear(40, 32), nn.ReLU(), nn.Linear(32, DIM))
        self.bottleneck = nn.BatchNorm1d(DIM)
        self.bottleneck.bias.requires_grad_(False)
        self.classifier = nn.Linear(DIM, NUM_IDS, bias=False)

    def forward(self, x):
        g = self.base(x)
        return self.classifier(self.bottleneck(g)), g


def pk_sampler(p=3, k=4):
    ids = torch.randperm(NUM_IDS)[:p].repeat_interleave(k)
    x = torch.randn(p * k, 40) + ids.unsqueeze(1)
    return x, ids


def do_train(model, center_criterion, n_iter=20, weight=5e-3):
    xent = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=3.5e-4)
    for i in range(n_iter):
        img, target = pk_sampler()
        optimizer.zero_grad()
        score, feat = model(img)
        loss = xent(score, target) + weight * center_criterion(feat, target)
        loss.backward()
        optimizer.step()
        acc = (score.max(1)[1] == target).float().mean()
        print("Iteration[{}/{}] Loss: {:.3f}, Acc: {:.3f}".format(i + 1, n_iter, loss.item(), acc))


if __name__ == "__main__":
    do_train(ReIDNet(), EMACenterLoss(NUM_IDS, DIM))
