"""Transfer learning exercise: keep the features, retrain the classifier."""
import torch
import torch.nn as nn
import torch.optim as optim
from torch.utils.data import DataLoader, TensorDataset


class SmallResNet(nn.Module):
    def __init__(self, num_classes=10):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 8, 3, padding=1)
        self.bn1 = nn.BatchNorm2d(8)
        self.conv2 = nn.Conv2d(8, 8, 3, padding=1)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(8, num_classes)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        x = x + torch.relu(self.conv2(x))
        return self.fc(self.avgpool(x).flatten(1))


def load_pretrained():
    # stands in for torchvision.models.resnet18(pretrained=True)
    torch.manual_seed(100)
    return SmallResNet(10)


def set_parameter_requires_grad(model, feature_extracting):
    if feature_extracting:
        for param in model.parameters():
            param.requires_grad = False


def initialize_model(num_classes, feature_extract=True):
    model = load_pretrained()
    num_ftrs = model.fc.in_features
    model.fc = nn.Linear(num_ftrs, num_classes)
    set_parameter_requires_grad(model, feature_extract)
    return model


def train_model(model, loader, criterion, optimizer, num_epochs):
    for epoch in range(num_epochs):
        print("Epoch {}/{}".format(epoch, num_epochs - 1))
        running_loss = 0.0
        for inputs, labels in loader:
            optimizer.zero_grad()
            outputs = model(inputs)
            loss = criterion(outputs, labels)
            loss.backward()
            optimizer.step()
            running_loss += loss.item() * inputs.size(0)
        print("Loss: {:.4f}".format(running_loss / len(loader.dataset)))
    return model


model = initialize_model(num_classes=2)
dataset = TensorDataset(torch.randn(16, 3, 8, 8), torch.randint(0, 2, (16,)))
optimizer = optim.SGD(model.parameters(), lr=0.001, momentum=0.9)
train_model(model, DataLoader(dataset, batch_size=4), nn.CrossEntropyLoss(), optimizer, 2)
