# 自然语言处理 作业三：skip-gram + 负采样
import random
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

random.seed(2022); np.random.seed(2022); torch.manual_seed(2022)

语料 = """我 喜欢 自然 语言 处理 我 喜欢 深度 学习 深度 学习 很 有趣
自然 语言 处理 很 难 我 在 学习 自然 语言 语言 模型 很 有趣""".split()

词表 = sorted(set(语料))
w2i = {w: i for i, w in enumerate(词表)}
i2w = {i: w for w, i in w2i.items()}
V = len(词表)
窗口 = 2
K = 4          # 负样本个数
D = 10

# 词频的 3/4 次方作为负采样分布
freq = np.array([语料.count(w) for w in 词表], dtype=np.float64) ** 0.75
freq = freq / freq.sum()

# 构造 (中心词, 上下文词) 对
pairs = []
for i in range(len(语料)):
    for j in range(max(0, i - 窗口), min(len(语料), i + 窗口 + 1)):
        if i != j:
            pairs.append((w2i[语料[i]], w2i[语料[j]]))
random.shuffle(pairs)


class SkipGram(nn.Module):
    def __init__(self, V, D):
        super().__init__()
        self.u = nn.Embedding(V, D)
        self.v = nn.Embedding(V, D)
        nn.init.uniform_(self.u.weight, -0.5 / D, 0.5 / D)
        nn.init.zeros_(self.v.weight)

    def forward(self, c, o, neg):
        c = self.u(c)                    # B x D
        o = self.v(o)                    # B x D
        n = self.v(neg)                  # B x K x D
        s1 = torch.sum(c * o, dim=1)
        s1 = F.logsigmoid(s1)
        s2 = torch.bmm(n, c.unsqueeze(2)).squeeze(2)
        s2 = F.logsigmoid(-s2).sum(1)
        return -(s1 + s2)


net = SkipGram(V, D)
opt = torch.optim.Adam(net.parameters(), lr=0.05)
B = 16

for epoch in range(3):
    tot = 0.0
    for k in range(0, len(pairs) - B + 1, B):
        b = torch.tensor(pairs[k:k + B])
        neg = torch.from_numpy(np.random.choice(V, size=(B, K), p=freq))
        L = net(b[:, 0], b[:, 1], neg)
        opt.zero_grad()
        L.backward()
        opt.step()
        tot += L.sum().item()
    print("第 %d 轮, 损失 %.4f" % (epoch + 1, tot / len(pairs)))

# 找最相近的词
W = F.normalize(net.u.weight.detach(), dim=1)
sim = W @ W.t()
for w in ["学习", "语言"]:
    _, idx = sim[w2i[w]].topk(4)
    print(w, "->", [i2w[i] for i in idx.tolist()[1:]])
