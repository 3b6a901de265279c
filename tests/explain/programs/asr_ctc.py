import argparse
import random

import torch
import torch.nn as nn


class BLSTM_CTC(nn.Module):
    def __init__(self, feat_dim, hidden, vocab):
        super(BLSTM_CTC, self).__init__()
        self.subsample = nn.Conv1d(feat_dim, hidden, kernel_size=3, stride=2, padding=1)
        self.rnn = nn.LSTM(hidden, hidden, bidirectional=True, batch_first=True)
        self.proj = nn.Linear(2 * hidden, vocab)

    def forward(self, feats, feat_lens):
        x = torch.relu(self.subsample(feats.transpose(1, 2))).transpose(1, 2)
        x, _ = self.rnn(x)
        logp = self.proj(x).log_softmax(-1)
        return logp.transpose(0, 1), (feat_lens + 1) // 2


def collate(utts):
    lens = torch.tensor([u.size(0) for u, _ in utts])
    tgt_lens = torch.tensor([t.size(0) for _, t in utts])
    feats = nn.utils.rnn.pad_sequence([u for u, _ in utts], batch_first=True)
    return feats, lens, torch.cat([t for _, t in utts]), tgt_lens


def fake_corpus(n, feat_dim, vocab):
    out = []
    for _ in range(n):
        T = random.randint(20, 30)
        L = random.randint(2, 5)
        out.append((torch.randn(T, feat_dim), torch.randint(1, vocab, (L,))))
    return out


def train_one_epoch(model, loader, ctc, optimizer, args, epoch):
    model.train()
    tot = 0.0
    for i, (feats, lens, targets, tgt_lens) in enumerate(loader):
        log_probs, out_lens = model(feats, lens)
        loss = ctc(
            log_probs,
            targets,
            out_lens,
            tgt_lens,
        ) / args.accum_grad,
        loss.backward()
        if (i + 1) % args.accum_grad == 0:
            norm = nn.utils.clip_grad_norm_(model.parameters(), args.grad_clip)
            optimizer.step()
            optimizer.zero_grad()
        tot += loss.item() * args.accum_grad
    print("Epoch %d | ctc loss %.4f" % (epoch, tot / len(loader)))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--feat-dim", type=int, default=12)
    p.add_argument("--hidden", type=int, default=16)
    p.add_argument("--vocab", type=int, default=10)
    p.add_argument("--epochs", type=int, default=2)
    p.add_argument("--accum-grad", type=int, default=2)
    p.add_argument("--grad-clip", type=float, default=5.0)
    args = p.parse_args()

    random.seed(777)
    torch.manual_seed(777)
    loader = torch.utils.data.DataLoader(
        fake_corpus(16, args.feat_dim, args.vocab), batch_size=4, shuffle=True, collate_fn=collate)
    model = BLSTM_CTC(args.feat_dim, args.hidden, args.vocab)
    ctc = nn.CTCLoss(blank=0, zero_infinity=True)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    print(args)
    for epoch in range(1, args.epochs + 1):
        train_one_epoch(model, loader, ctc, optimizer, args, epoch)


if __name__ == "__main__":
    main()
