import time
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset

# Transfer learning homework: freeze the "pretrained" backbone, train only the new head
device = 'cuda' if torch.cuda.is_available() else 'cpu'
torch.manual_seed(0)

class BasicBlock(nn.Module):
    def __init__(self, c):
        super().__init__()
        self.conv1 = nn.Conv2d(c, c, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(c)
        self.conv2 = nn.Conv2d(c, c, 3, padding=1, bias=False)
        self.bn2 = nn.BatchNorm2d(c)
    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(x + self.bn2(self.conv2(out)))

class MiniNet(nn.Module):
    def __init__(self, n_classes=1000, c=8):
        super().__init__()
        self.stem = nn.Conv2d(3, c, 3, padding=1)
        self.layer1 = BasicBlock(c)
        self.layer2 = BasicBlock(c)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Linear(c, n_classes)
    def forward(self, x):
        x = self.layer2(self.layer1(torch.relu(self.stem(x))))
        return self.classifier(self.pool(x).flatten(1))

def set_parameter_requires_grad(model, feature_extracting):
    if feature_extracting:
        for name, param in model.named_parameters():
            if not name.startswith('fc'):
                param.requires_grad = False

def initialize_model(num_classes, feature_extract=True):
    model = MiniNet()
    # (weights would be loaded from disk here)
    in_features = model.classifier.in_features
    model.classifier = nn.Linear(in_features, num_classes)
    set_parameter_requires_grad(model, feature_extract)
    return model.to(device)

def train_model(model, loaders, criterion, optimizer, num_epochs=2):
    since = time.time()
    for epoch in range(num_epochs):
        print('Epoch {}/{}'.format(epoch, num_epochs - 1))
        print('-' * 10)
        for phase in ['train', 'val']:
            model.train() if phase == 'train' else model.eval()
            running_loss, running_corrects = 0.0, 0
            for inputs, labels in loaders[phase]:
                inputs, labels = inputs.to(device), labels.to(device)
                optimizer.zero_grad()
                with torch.set_grad_enabled(phase == 'train'):
                    outputs = model(inputs)
                    loss = criterion(outputs, labels)
                    preds = outputs.argmax(1)
                    if phase == 'train':
                        loss.backward()
                        optimizer.step()
                running_loss += loss.item() * inputs.size(0)
                running_corrects += (preds == labels).sum().item()
            n = len(loaders[phase].dataset)
            print('{} Loss: {:.4f} Acc: {:.4f}'.format(phase, running_loss / n, running_corrects / n))
    print('Training complete in %d s' % (time.time() - since))
    return model

def toy(n):
    return TensorDataset(torch.randn(n, 3, 8, 8), torch.randint(0, 2, (n,)))

dataloaders = {'train': DataLoader(toy(32), batch_size=8, shuffle=True), 'val': DataLoader(toy(16), batch_size=8)}
model_ft = initialize_model(num_classes=2)
optimizer_ft = torch.optim.SGD(model_ft.parameters(), lr=0.01, momentum=0.9)
model_ft = train_model(model_ft, dataloaders, nn.CrossEntropyLoss(), optimizer_ft)
