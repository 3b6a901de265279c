"""Hybrid CTC/attention ASR toy (文献复现:联合CTC-Attention语音识别)"""
import torch
import torch.nn as nn
import torch.nn.functional as F


class Encoder(nn.Module):
    def __init__(self, n_mel=10, d=20):
        super().__init__()
        self.sub = nn.Conv1d(n_mel, d, 3, stride=2, padding=1)
        self.rnn = nn.GRU(d, d, batch_first=True)

    def forward(self, x):
        x = F.relu(self.sub(x.transpose(1, 2))).transpose(1, 2)
        return self.rnn(x)[0]


class AttnDecoder(nn.Module):
    def __init__(self, n_vocab, d=20):
        super().__init__()
        self.emb = nn.Embedding(n_vocab, d)
        self.cell = nn.GRUCell(2 * d, d)
        self.out = nn.Linear(2 * d, n_vocab)

    def forward(self, enc, y_in):
        h = enc.new_zeros(enc.size(0), enc.size(2))
        logits = []
        for t in range(y_in.size(1)):
            # 注意力
            w = torch.softmax((enc @ h.unsqueeze(2)).squeeze(2), dim=1)
            ctx = (w.unsqueeze(1) @ enc).squeeze(1)
            h = self.cell(torch.cat([self.emb(y_in[:, t]), ctx], 1), h)
            logits.append(self.out(torch.cat([h, ctx], 1)))
        return torch.stack(logits, 1)


class JointModel(nn.Module):
    def __init__(self, n_vocab=12):
        super().__init__()
        self.enc = Encoder()
        self.dec = AttnDecoder(n_vocab)
        self.ctc_out = nn.Linear(20, n_vocab)
        self.ctc = nn.CTCLoss(blank=0, zero_infinity=True)

    def forward(self, x, y):
        e = self.enc(x)
        lp = F.log_softmax(self.ctc_out(e), -1).transpose(0, 1)
        n = torch.full((x.size(0),), e.size(1))
        m = torch.full((x.size(0),), y.size(1))
        sos = torch.ones_like(y[:, :1])
        dec = self.dec(e, torch.cat([sos, y[:, :-1]], 1))
        return {
            'ctc': self.ctc(lp, y, n, m),
            'att': F.cross_entropy(dec.flatten(0, 1), y.flatten()),
        }


def weighted_sum(losses, weights):
    """加权求和, 同时返回各项用于日志"""
    parts = {k: weights[k] * v.item() for k, v in losses.items()}
    return sum(parts.values()), parts


class Solver:
    def __init__(self, mtl_alpha=0.3):
        self.model = JointModel()
        self.weights = dict(ctc=mtl_alpha, att=1 - mtl_alpha)
        self.optim = torch.optim.Adadelta(self.model.parameters(), rho=0.95, eps=1e-8)

    def train_one(self, x, y):
        total, parts = weighted_sum(self.model(x, y), self.weights)
        self.optim.zero_grad()
        total.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optim.step()
        return {**parts, 'total': float(total)}

    def run(self, n=10):
        for i in range(n):
            x = torch.randn(4, 24, 10)
            y = torch.randint(2, 12, (4, 5))
            log = self.train_one(x, y)
            print('步数 %d  ' % i + '  '.join('%s=%.3f' % kv for kv in log.items()))


if __name__ == '__main__':
    torch.manual_seed(123)
    Solver().run()
