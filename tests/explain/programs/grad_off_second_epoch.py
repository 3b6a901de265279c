# Hi all, first epoch trains fine, and then it breaks. Full code below, thanks in advance!!
import torch
import torch.nn as nn
import torch.optim as optim
from torch.utils.data import DataLoader, TensorDataset, random_split

torch.manual_seed(99)

data = torch.randn(80, 1, 12, 12)
label = torch.randint(0, 3, (80,))
train_set, val_set = random_split(TensorDataset(data, label), [60, 20])
train_loader = DataLoader(train_set, batch_size=20, shuffle=True)
val_loader = DataLoader(val_set, batch_size=20)


class CNN(nn.Module):
    def __init__(self):
        super(CNN, self).__init__()
        self.conv1 = nn.Conv2d(1, 4, 3)
        self.conv2 = nn.Conv2d(4, 8, 3)
        self.pool = nn.MaxPool2d(2)
        self.fc1 = nn.Linear(8 * 4 * 4, 16)
        self.fc2 = nn.Linear(16, 3)

    def forward(self, x):
        x = torch.relu(self.conv1(x))
        x = self.pool(torch.relu(self.conv2(x)))
        x = x.view(x.size(0), -1)
        x = torch.relu(self.fc1(x))
        return self.fc2(x)


net = CNN()
criterion = nn.CrossEntropyLoss()
optimizer = optim.SGD(net.parameters(), lr=0.01, momentum=0.9)


def train(epoch):
    net.train()
    running_loss = 0.0
    correct = 0
    for i, (inputs, labels) in enumerate(train_loader):
        optimizer.zero_grad()
        outputs = net(inputs)
        loss = criterion(outputs, labels)
        loss.backward()
        optimizer.step()
        running_loss += loss.item()
        correct += (outputs.argmax(1) == labels).sum().item()
    print('[%d] train loss: %.3f acc: %.3f' % (epoch, running_loss / len(train_loader), correct / 60))


def validate(epoch):
    net.eval()
    torch.set_grad_enabled(False)
    val_loss, correct = 0.0, 0
    for inputs, labels in val_loader:
        outputs = net(inputs)
        val_loss += criterion(outputs, labels).item()
        correct += (outputs.argmax(1) == labels).sum().item()
    print('[%d] val loss: %.3f acc: %.3f' % (epoch, val_loss / len(val_loader), correct / 20))
    return val_loss


best = 1e9
for epoch in range(3):
    train(epoch)
    v = validate(epoch)
    if v < best:
        best = v
        best_state = {k: t.clone() for k, t in net.state_dict().items()}
print('Finished Training, best', best)
