# sentiment classifier, hand rolled batching
import torch
import torch.nn as nn

torch.manual_seed(0)
BATCH_SIZE = 8
SEQ_LEN = 5
EMB = 6


class SentimentNet(nn.Module):
    def __init__(self, vocab=50):
        super().__init__()
        self.embed = nn.Embedding(vocab, EMB)
        self.fc1 = nn.Linear(SEQ_LEN * EMB, 16)
        self.fc2 = nn.Linear(16, 1)

    def forward(self, x):
        x = self.embed(x)
        x = x.view(BATCH_SIZE, SEQ_LEN * EMB)
        return torch.sigmoid(self.fc2(torch.relu(self.fc1(x))))


X = torch.randint(0, 50, (60, SEQ_LEN))
Y = (X.sum(1) > 120).float()

net = SentimentNet()
crit = nn.BCELoss(reduction="none")
opt = torch.optim.Adam(net.parameters(), lr=1e-2)

for epoch in range(3):
    running = 0.0
    for i in range(0, len(X), BATCH_SIZE):
        xb, yb = X[i:i + BATCH_SIZE], Y[i:i + BATCH_SIZE]
        w = torch.where(yb > 0, 1.5, 1.0)
        opt.zero_grad()
        out = net(xb).squeeze(1)
        loss = (w * crit(out, yb)).mean()
        loss.backward()
        opt.step()
        running += loss.item()
    print("epoch", epoch, "loss", running)
