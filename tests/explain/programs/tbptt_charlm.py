'''
字符级语言模型, 截断的反向传播
'''
import torch
from torch import nn

torch.manual_seed(88)

文本 = "the quick brown fox jumps over the lazy dog " * 6
字表 = sorted(set(文本))
编号 = {c: i for i, c in enumerate(字表)}
数据 = torch.tensor([编号[c] for c in 文本])

bs, bptt = 4, 12
每行 = len(数据) // bs
数据 = 数据[:每行 * bs].view(bs, 每行)


class CharRNN(nn.Module):
    def __init__(self, n, d=24):
        super().__init__()
        self.emb = nn.Embedding(n, d)
        self.cell = nn.LSTMCell(d, d)
        self.fc = nn.Linear(d, n)

    def forward(self, c, state):
        h, m = self.cell(self.emb(c), state)
        return self.fc(h), (h, m)


net = CharRNN(len(字表))
opt = torch.optim.Adam(net.parameters(), lr=5e-3)
crit = nn.CrossEntropyLoss(reduction='none')


def chunks(x, size):
    t = 0
    while t + 1 < x.size(1):
        yield x[:, t:t + size + 1]
        t += size


for epoch in range(2):
    state = (torch.zeros(bs, 24), torch.zeros(bs, 24))
    n_chars, total_nll = 0, 0.0
    for chunk in chunks(数据, bptt):
        state = tuple(s.detach() for s in state)
        loss = torch.tensor(0.0)
        for t in range(chunk.size(1) - 1):
            logits, state = net(chunk[:, t], state)
            # 每一步的损失加起来
            loss += crit(logits, chunk[:, t + 1])
        steps = chunk.size(1) - 1
        opt.zero_grad()
        (loss / steps).backward()
        nn.utils.clip_grad_norm_(net.parameters(), 5.0)
        opt.step()
        total_nll += loss.item()
        n_chars += steps
    print('epoch', epoch, 'nll/char %.4f' % (total_nll / n_chars))
