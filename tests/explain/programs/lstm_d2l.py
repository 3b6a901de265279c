# 循环神经网络的简洁实现，把 RNN 换成 LSTM（顺序分区）
import math
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(33)

text = 'the time traveller for so it will be convenient to speak of him was expounding a recondite matter to us ' * 2
vocab = sorted(set(text))
char2idx = {c: i for i, c in enumerate(vocab)}
corpus = torch.tensor([char2idx[c] for c in text])

batch_size, num_steps, num_hiddens = 4, 10, 24


def seq_data_iter_sequential(corpus, batch_size, num_steps):
    num_tokens = ((len(corpus) - 1) // batch_size) * batch_size
    Xs = corpus[:num_tokens].reshape(batch_size, -1)
    Ys = corpus[1:num_tokens + 1].reshape(batch_size, -1)
    for i in range(0, num_steps * (Xs.shape[1] // num_steps), num_steps):
        yield Xs[:, i:i + num_steps], Ys[:, i:i + num_steps]


class RNNModel(nn.Module):
    def __init__(self, rnn_layer, vocab_size):
        super(RNNModel, self).__init__()
        self.rnn = rnn_layer
        self.vocab_size = vocab_size
        self.linear = nn.Linear(self.rnn.hidden_size, vocab_size)

    def forward(self, inputs, state):
        X = F.one_hot(inputs.T.long(), self.vocab_size).to(torch.float32)
        Y, state = self.rnn(X, state)
        return self.linear(Y.reshape((-1, Y.shape[-1]))), state

    def begin_state(self, batch_size=1):
        shape = (self.rnn.num_layers, batch_size, self.rnn.hidden_size)
        if isinstance(self.rnn, nn.LSTM):
            return (torch.zeros(shape), torch.zeros(shape))
        return torch.zeros(shape)


def grad_clipping(net, theta):
    params = [p for p in net.parameters() if p.requires_grad]
    norm = torch.sqrt(sum(torch.sum((p.grad ** 2)) for p in params))
    if norm > theta:
        for param in params:
            param.grad[:] *= theta / norm


def train_epoch(net, loss, updater):
    state, total, n = None, 0.0, 0
    for X, Y in seq_data_iter_sequential(corpus, batch_size, num_steps):
        if state is None:
            # 第一次迭代时初始化 state
            state = net.begin_state(batch_size=X.shape[0])
        else:
            if isinstance(state, tuple):
                # LSTM 的 state 是 (H, C)
                for s in state:
                    s.detach()
            else:
                state.detach_()
        y = Y.T.reshape(-1)
        y_hat, state = net(X, state)
        l = loss(y_hat, y.long()).mean()
        updater.zero_grad()
        l.backward()
        grad_clipping(net, 1)
        updater.step()
        total += l.item() * y.numel()
        n += y.numel()
    return math.exp(total / n)


def train(layer, name, num_epochs=1, lr=0.5):
    net = RNNModel(layer(len(vocab), num_hiddens), len(vocab))
    updater = torch.optim.SGD(net.parameters(), lr)
    loss = nn.CrossEntropyLoss()
    for epoch in range(num_epochs):
        ppl = train_epoch(net, loss, updater)
        print(f'{name} epoch {epoch + 1} 困惑度 {ppl:.1f}')


train(nn.GRU, 'GRU')
train(nn.LSTM, 'LSTM')
