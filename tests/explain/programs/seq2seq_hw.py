# 《动手学深度学习》9.7 课后练习: 去掉 d2l 包, 自己实现 seq2seq 训练
# 黄子萌
import collections
import math
import torch
from torch import nn

PAD, BOS, EOS = 0, 1, 2


class Encoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, num_hiddens, num_layers)

    def forward(self, X):
        return self.rnn(self.embedding(X).permute(1, 0, 2))


class Decoder(nn.Module):
    def __init__(self, vocab_size, embed_size, num_hiddens, num_layers):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size + num_hiddens, num_hiddens, num_layers)
        self.dense = nn.Linear(num_hiddens, vocab_size)

    def forward(self, X, state):
        X = self.embedding(X).permute(1, 0, 2)
        context = state[-1].repeat(X.shape[0], 1, 1)
        output, state = self.rnn(torch.cat((X, context), 2), state)
        return self.dense(output).permute(1, 0, 2), state


def sequence_mask(X, valid_len, value=0):
    """在序列中屏蔽不相关的项"""
    maxlen = X.size(1)
    mask = torch.arange(maxlen, dtype=torch.float32)[None, :] < valid_len[:, None]
    X[~mask] = value
    return X


class MaskedSoftmaxCELoss(nn.CrossEntropyLoss):
    """带遮蔽的softmax交叉熵损失函数"""
    # pred (batch_size,num_steps,vocab_size)  label (batch_size,num_steps)  valid_len (batch_size,)
    def forward(self, pred, label, valid_len):
        weights = sequence_mask(torch.ones_like(label), valid_len)
        self.reduction = 'none'
        unweighted_loss = super().forward(pred.permute(0, 2, 1), label)
        weighted_loss = (unweighted_loss * weights).mean(dim=1)
        return weighted_loss


Accumulator = collections.Counter


def load_data(batch_size, num_steps, vocab, num_batches):
    for _ in range(num_batches):
        lens = torch.randint(3, num_steps + 1, (2, batch_size))
        X = torch.randint(3, vocab, (batch_size, num_steps))
        Y = torch.randint(3, vocab, (batch_size, num_steps))
        Y[torch.arange(batch_size), lens[1] - 1] = EOS
        yield sequence_mask(X, lens[0], PAD), sequence_mask(Y, lens[1], PAD), lens[1]


def grad_clipping(params, theta):
    params = [p for p in params if p.requires_grad]
    norm = torch.sqrt(sum(torch.sum(p.grad ** 2) for p in params))
    if norm > theta:
        for p in params:
            p.grad[:] *= theta / norm


def train_seq2seq(enc, dec, lr, num_epochs, batch_size=8, num_steps=6, vocab=20):
    params = list(enc.parameters()) + list(dec.parameters())
    for p in params:
        if p.dim() > 1:
            nn.init.xavier_uniform_(p)
    optimizer = torch.optim.Adam(params, lr=lr)
    loss = MaskedSoftmaxCELoss()
    for epoch in range(num_epochs):
        metric = Accumulator()          # 训练损失总和，词元数量
        for X, Y, Y_len in load_data(batch_size, num_steps, vocab, 4):
            optimizer.zero_grad()
            bos = torch.full((Y.shape[0], 1), BOS)
            dec_input = torch.cat([bos, Y[:, :-1]], 1)      # 强制教学
            _, state = enc(X)
            Y_hat, _ = dec(dec_input, state)
            l = loss(Y_hat, Y, Y_len)
            l.backward()
            grad_clipping(params, 1)
            num_tokens = Y_len.sum()
            optimizer.step()
            with torch.no_grad():
                metric['loss'] += l.sum().item()
                metric['tokens'] += num_tokens.item()
        ppl = math.exp(min(metric['loss'] / metric['tokens'], 20))
        print(f'epoch {epoch + 1}, loss {metric["loss"] / metric["tokens"]:.3f}, ppl {ppl:.2f}')


torch.manual_seed(0)
encoder = Encoder(20, 8, 16, 2)
decoder = Decoder(20, 8, 16, 2)
train_seq2seq(encoder, decoder, lr=0.005, num_epochs=2)
