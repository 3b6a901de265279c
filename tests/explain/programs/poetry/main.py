# -*- coding: utf-8 -*-
# 用 LSTM 写唐诗（数据随机生成，只为跑通流程）
import torch
import torch.nn as nn

from config import opt

torch.manual_seed(opt.seed)


class PoetryModel(nn.Module):
    def __init__(self, vocab_size, embedding_dim, hidden_dim):
        super(PoetryModel, self).__init__()
        self.embeddings = nn.Embedding(vocab_size, embedding_dim)
        self.lstm = nn.LSTM(embedding_dim, hidden_dim, num_layers=1)
        self.linear = nn.Linear(hidden_dim, vocab_size)

    def forward(self, input, hidden=None):
        seq_len, batch_size = input.size()
        embeds = self.embeddings(input)
        output, hidden = self.lstm(embeds, hidden)
        output = self.linear(output.view(seq_len * batch_size, -1))
        return output, hidden


def get_data(n):
    data = torch.randint(1, opt.vocab_size, (n, opt.seq_len))
    data[::3, -2:] = opt.pad  # 有的诗短一些
    return data


def evaluate(model, criterion, data):
    """返回每首诗的困惑度"""
    model.eval()
    with torch.no_grad():
        x = data.t().contiguous()
        input_, target = x[:-1, :], x[1:, :]
        output, _ = model(input_)
        loss = criterion(output, target.reshape(-1)).view(target.shape)
        n_words = (target != opt.pad).sum(dim=0)
        ppl = torch.exp(loss.sum(dim=0) / n_words)
    model.train()
    return ppl


def train():
    data = get_data(16)
    val = get_data(3)
    model = PoetryModel(opt.vocab_size, opt.embedding_dim, opt.hidden_dim)
    optimizer = torch.optim.Adam(model.parameters(), lr=opt.lr)
    criterion = nn.CrossEntropyLoss(**opt.loss_args)

    print('训练前困惑度:', [round(v, 2) for v in evaluate(model, criterion, val).tolist()])
    for epoch in range(opt.epoch):
        for ii in range(0, len(data), opt.batch_size):
            data_ = data[ii:ii + opt.batch_size].t().contiguous()
            optimizer.zero_grad()
            input_, target = data_[:-1, :], data_[1:, :]
            output, _ = model(input_)
            loss = criterion(output, target.reshape(-1))
            loss.backward()
            optimizer.step()
        if opt.verbose:
            ppl = evaluate(model, criterion, val)
            print('epoch %d 困惑度 %s' % (epoch, [round(v, 2) for v in ppl.tolist()]))


if __name__ == '__main__':
    train()
