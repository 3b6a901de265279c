# wine quality classifier, csv read with numpy (here from a string)
import io
import numpy as np
import torch
import torch.nn as nn

torch.manual_seed(0)
np.random.seed(0)

rows = ["acid,sugar,alcohol,quality"]
for i in range(30):
    a, s, al = np.random.rand(3)
    rows.append(f"{a:.3f},{s:.3f},{al:.3f},{int(al * 3)}")
csv = io.StringIO("\n".join(rows))

data = np.genfromtxt(csv, delimiter=",", skip_header=1, dtype=np.float32)
X = torch.from_numpy(data[:, :3])
y = torch.from_numpy(data[:, 3])
print(X.shape, y.shape, y[:5])


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(3, 10)
        self.fc2 = nn.Linear(10, 3)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))


net = Net()
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(net.parameters(), lr=0.01)

for epoch in range(5):
    for i in range(0, len(X), 10):
        optimizer.zero_grad()
        criterion(net(X[i:i + 10]), y[i:i + 10]).backward()
        optimizer.step()
    acc = (net(X).argmax(1) == y).float().mean()
    print("epoch", epoch, "acc", acc.item())
