# 中文短文本分类 (不依赖 transformers 的简化版)
# 罗思远  实习期间写的 baseline
import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(8)


class 配置:
    词表 = 200
    维度 = 16
    头数 = 2
    层数 = 1
    最大长度 = 12
    类别数 = 4
    批大小 = 6


class FocalLoss(nn.Module):
    def __init__(self, gamma=2.0, reduction='none'):
        super().__init__()
        self.gamma, self.reduction = gamma, reduction

    def forward(self, logits, target):
        ce = F.cross_entropy(logits, target, reduction='none')
        loss = (1 - torch.exp(-ce)) ** self.gamma * ce
        return loss if self.reduction == 'none' else loss.mean()


class LiteBert(nn.Module):
    def __init__(self, cfg):
        super().__init__()
        self.tok = nn.Embedding(cfg.词表, cfg.维度, padding_idx=0)
        self.pos = nn.Embedding(cfg.最大长度, cfg.维度)
        layer = nn.TransformerEncoderLayer(cfg.维度, cfg.头数, 32, batch_first=True, dropout=0.0)
        self.encoder = nn.TransformerEncoder(layer, cfg.层数, enable_nested_tensor=False)
        self.fc = nn.Linear(cfg.维度, cfg.类别数)

    def forward(self, ids):
        pos = torch.arange(ids.size(1))
        h = self.encoder(self.tok(ids) + self.pos(pos), src_key_padding_mask=ids.eq(0))
        return self.fc(h)


def 生成数据(cfg, n):
    for _ in range(n):
        ids = torch.randint(1, cfg.词表, (cfg.批大小, cfg.最大长度))
        ids[:, -2:] = 0
        yield ids, torch.randint(0, cfg.类别数, (cfg.批大小,))


def train(cfg=配置):
    model = LiteBert(cfg)
    criterion = FocalLoss()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    print('模型参数', sum(p.numel() for p in model.parameters()))
    for step, (ids, label) in enumerate(生成数据(cfg, 3)):
        logits = model(ids)
        loss = criterion(logits.view(-1, cfg.类别数), label)
        loss = loss.mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print('step', step, 'loss', loss.item())


if __name__ == '__main__':
    train()
