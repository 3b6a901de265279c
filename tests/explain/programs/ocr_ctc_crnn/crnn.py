from torch import nn


class CRNN(nn.Module):
    def __init__(self, n_class, hidden=32):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(1, 16, 3, 1, 1), nn.BatchNorm2d(16), nn.ReLU(True), nn.MaxPool2d(2, 2),
            nn.Conv2d(16, 32, 3, 1, 1), nn.BatchNorm2d(32), nn.ReLU(True), nn.MaxPool2d((8, 1)),
        )
        self.rnn = nn.LSTM(32, hidden, bidirectional=True, batch_first=True)
        self.fc = nn.Linear(hidden * 2, n_class)

    def forward(self, x):
        f = self.cnn(x).squeeze(2).transpose(1, 2)
        f, _ = self.rnn(f)
        return self.fc(f)
