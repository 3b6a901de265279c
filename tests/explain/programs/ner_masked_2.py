"""BiLSTM tagger. Usage: python ner_masked.py --hid 16"""
import argparse
import torch
import torch.nn as nn
import torch.nn.functional as F

parser = argparse.ArgumentParser()
parser.add_argument('--hid', type=int, default=16)
parser.add_argument('--emb', type=int, default=12)
parser.add_argument('--epochs', type=int, default=3)
parser.add_argument('--l2', type=float, default=1e-4)
parser.add_argument('--seed', type=int, default=1111)
args = parser.parse_args()
torch.manual_seed(args.seed)

PAD = 0
V, T = 50, 5
TAGS = ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC']

# fake conll
sents = [torch.randint(1, V, (int(n),)) for n in torch.randint(3, 10, (24,))]
labels = [torch.randint(0, T, (len(s),)) for s in sents]


def batchify(ss, ls):
    m = max(len(s) for s in ss)
    x = torch.full((len(ss), m), PAD)
    y = torch.zeros(len(ss), m, dtype=torch.long)
    for i, (s, l) in enumerate(zip(ss, ls)):
        x[i, :len(s)] = s
        y[i, :len(l)] = l
    return x, y, (x != PAD).float()


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.emb = nn.Embedding(V, args.emb, padding_idx=PAD)
        self.rnn = nn.LSTM(args.emb, args.hid, batch_first=True, bidirectional=True)
        self.out = nn.Linear(2 * args.hid, T)

    def forward(self, x):
        h, _ = self.rnn(self.emb(x))
        return F.log_softmax(self.out(h), dim=-1)


def masked_nll(logp, y, mask):
    # B x L
    nll = -logp.gather(2, y.unsqueeze(2)).squeeze(2)
    nll = nll * mask
    # do not let long sentences dominate
    return nll.sum(1) / mask.sum(1)


def token_acc(logp, y, mask):
    hit = (logp.argmax(-1) == y).float() * mask
    return (hit.sum() / mask.sum()).item()


model = Tagger()
opt = torch.optim.Adam(model.parameters(), lr=0.01)
for ep in range(args.epochs):
    tot, acc, n = 0., 0., 0
    for i in range(0, len(sents), 6):
        x, y, mask = batchify(sents[i:i + 6], labels[i:i + 6])
        logp = model(x)
        reg = args.l2 * model.out.weight.pow(2).sum()
        loss = masked_nll(logp, y, mask) + reg
        opt.zero_grad()
        loss.backward()
        opt.step()
        tot += loss.item()
        acc += token_acc(logp, y, mask)
        n += 1
    print('| epoch {:3d} | loss {:5.3f} | acc {:5.3f}'.format(ep, tot / n, acc / n))
