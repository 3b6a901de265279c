import torch.nn as nn


class BidirectionalLSTM(nn.Module):
    def __init__(self, nIn, nHidden, nOut):
        super().__init__()
        self.rnn = nn.LSTM(nIn, nHidden, bidirectional=True, batch_first=True)
        self.embedding = nn.Linear(nHidden * 2, nOut)

    def forward(self, x):
        out, _ = self.rnn(x)
        return self.embedding(out)


class CRNN(nn.Module):
    """imgH must be 8; one prediction per 2 pixel columns."""

    def __init__(self, nc, nclass, nh):
        super().__init__()
        self.cnn = nn.Sequential(
            nn.Conv2d(nc, 8, 3, 1, 1), nn.ReLU(True), nn.MaxPool2d(2, 2),
            nn.Conv2d(8, 16, 3, 1, 1), nn.BatchNorm2d(16), nn.ReLU(True), nn.MaxPool2d((4, 1)),
        )
        self.rnn = BidirectionalLSTM(16, nh, nh)
        self.ctc_head = nn.Linear(nh, nclass)
        self.len_head = nn.Linear(nh, 8)

    def forward(self, img):
        conv = self.cnn(img)                       # b, c, 1, w
        seq = self.rnn(conv.squeeze(2).permute(0, 2, 1))
        return self.ctc_head(seq), self.len_head(seq.mean(1))
