# 序列标注 + 翻译 toy，多损失加权
import warnings
import torch
import torch.nn as nn

warnings.filterwarnings("ignore")
torch.manual_seed(3)


class Encoder(nn.Module):
    def __init__(self, vocab, dim):
        super().__init__()
        self.emb = nn.Embedding(vocab, dim)
        self.gru = nn.GRU(dim, dim, batch_first=True)

    def forward(self, x):
        return self.gru(self.emb(x))


class Model(nn.Module):
    def __init__(self, vocab=20, tags=4, dim=12):
        super().__init__()
        self.encoder = Encoder(vocab, dim)
        self.tag = nn.Linear(dim, tags)
        self.lm = nn.Linear(dim, vocab)
        self.length = nn.Linear(dim, 1)

    def forward(self, x):
        out, h = self.encoder(x)
        return self.tag(out), self.lm(out), self.length(h[-1]).squeeze(1)


def 计算损失(模型, 批):
    x, 标签, 长度 = 批
    tag, lm, ln = 模型(x)
    ce = nn.CrossEntropyLoss()
    各项 = [
        ce(tag.flatten(0, 1), 标签.flatten()),
        ce(lm[:, :-1].flatten(0, 1), x[:, 1:].flatten()),
        nn.functional.mse_loss(ln, 长度),
    ]
    权重 = torch.tensor([1.0, 0.5, 0.1])
    各项 = torch.tensor(各项)
    return torch.dot(权重, 各项)


def 取批(n=6, 长=7):
    x = torch.randint(0, 20, (n, 长))
    return x, x % 4, torch.full((n,), float(长))


if __name__ == "__main__":
    模型 = Model()
    opt = torch.optim.Adam(模型.parameters(), lr=1e-3)
    for step in range(10):
        总损失 = 计算损失(模型, 取批())
        opt.zero_grad()
        总损失.backward()
        opt.step()
        if step % 5 == 0:
            print("step", step, "loss", 总损失.item())
