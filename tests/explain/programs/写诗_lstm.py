# -*- coding: utf-8 -*-
"""字符级 LSTM 写诗（截断 BPTT，隐藏状态在批次之间传递）"""
import torch
import torch.nn as nn

诗 = "床前明月光疑是地上霜举头望明月低头思故乡白日依山尽黄河入海流欲穷千里目更上一层楼" * 6


class 配置:
    嵌入 = 12
    隐藏 = 20
    批 = 4
    步长 = 10
    轮数 = 2
    lr = 0.01


class 诗人(nn.Module):
    def __init__(self, n, cfg):
        super().__init__()
        self.emb = nn.Embedding(n, cfg.嵌入)
        self.lstm = nn.LSTM(cfg.嵌入, cfg.隐藏, batch_first=True)
        self.fc = nn.Linear(cfg.隐藏, n)

    def forward(self, x, state=None):
        h, state = self.lstm(self.emb(x), state)
        return self.fc(h), state


class 训练器:
    def __init__(self, 文本, cfg):
        self.cfg = cfg
        self.字表 = sorted(set(文本))
        self.序号 = {c: i for i, c in enumerate(self.字表)}
        ids = torch.tensor([self.序号[c] for c in 文本])
        self.data = ids[: len(ids) // cfg.批 * cfg.批].view(cfg.批, -1)
        self.model = 诗人(len(self.字表), cfg)
        self.opt = torch.optim.Adam(self.model.parameters(), lr=cfg.lr)
        self.state = None

    def 一步(self, x, y):
        logits, self.state = self.model(x, self.state)
        loss = nn.functional.cross_entropy(logits.transpose(1, 2), y)
        self.opt.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.opt.step()
        return loss.item()

    def 训练(self):
        for e in range(self.cfg.轮数):
            self.state = None
            值 = []
            for i in range(0, self.data.size(1) - 1, self.cfg.步长):
                x = self.data[:, i:i + self.cfg.步长]
                y = self.data[:, i + 1:i + 1 + self.cfg.步长]
                值.append(self.一步(x[:, :y.size(1)], y))
            print(f"第 {e} 轮 平均损失 {sum(值) / len(值):.4f}")

    @torch.no_grad()
    def 生成(self, 开头, n=8):
        self.model.eval()
        out, s = list(开头), None
        x = torch.tensor([[self.序号[c] for c in 开头]])
        for _ in range(n):
            p, s = self.model(x, s)
            x = p[:, -1:].argmax(-1)
            out.append(self.字表[x.item()])
        return "".join(out)


if __name__ == "__main__":
    torch.manual_seed(618)
    t = 训练器(诗, 配置)
    t.训练()
    print(t.生成("明月"))
