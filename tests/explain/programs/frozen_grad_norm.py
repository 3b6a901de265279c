# transfer learning notebook, backbone frozen for the first epochs
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(8)
config = {'lr': 1e-3, 'freeze_epochs': 1, 'epochs': 2, 'log_grad_norm': True, 'label_smoothing': 0.05}


class Classifier(nn.Module):
    def __init__(self, n_classes=4):
        super().__init__()
        self.backbone = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(2), nn.Flatten())
        self.head = nn.Sequential(nn.Linear(32, 16), nn.GELU(), nn.Linear(16, n_classes))

    def freeze(self, flag=True):
        for p in self.backbone.parameters():
            p.requires_grad = not flag

    def forward(self, x):
        return self.head(self.backbone(x))


def grad_norm(model):
    total = 0.0
    for name, p in model.named_parameters():
        total += p.grad.norm(2).item() ** 2
    return total ** 0.5


loader = DataLoader(TensorDataset(torch.rand(40, 3, 10, 10), torch.randint(0, 4, (40,))), batch_size=10, shuffle=True)
model = Classifier()
per_sample = nn.CrossEntropyLoss(reduction='none', label_smoothing=config['label_smoothing'])
optimizer = torch.optim.AdamW(model.parameters(), lr=config['lr'])

for epoch in range(config['epochs']):
    model.freeze(epoch < config['freeze_epochs'])
    running = 0.0
    for step, (xb, yb) in enumerate(loader):
        optimizer.zero_grad()
        losses = per_sample(model(xb), yb)
        loss = losses.mean()
        loss.backward()
        gn = grad_norm(model) if config['log_grad_norm'] else float('nan')
        optimizer.step()
        running += loss.item()
        print(f'  step {step} loss {loss.item():.4f} max {losses.max().item():.4f} |g| {gn:.4f}')
    print(f'epoch {epoch}: {running / len(loader):.4f}')
