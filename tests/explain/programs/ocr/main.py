from __future__ import print_function
import argparse
import random

import numpy as np
import torch

from criterion import OCRCriterion
from model import CRNN

parser = argparse.ArgumentParser()
parser.add_argument('--alphabet', type=str, default='0123456789abc')
parser.add_argument('--batchSize', type=int, default=5)
parser.add_argument('--imgW', type=int, default=32)
parser.add_argument('--nh', type=int, default=16)
parser.add_argument('--niter', type=int, default=4)
parser.add_argument('--lr', type=float, default=0.005)
parser.add_argument('--w_ctc', type=float, default=1.0)
parser.add_argument('--w_len', type=float, default=0.2)
parser.add_argument('--manualSeed', type=int, default=1234)
opt = parser.parse_args()
print(opt)

random.seed(opt.manualSeed)
np.random.seed(opt.manualSeed)
torch.manual_seed(opt.manualSeed)

stoi = {c: i + 1 for i, c in enumerate(opt.alphabet)}   # 0 is blank


def random_word():
    return ''.join(random.choice(opt.alphabet) for _ in range(random.randint(2, 6)))


def get_batch():
    words = [random_word() for _ in range(opt.batchSize)]
    images = torch.rand(opt.batchSize, 1, 8, opt.imgW)
    lengths = torch.tensor([len(w) for w in words])
    texts = torch.tensor([stoi[c] for w in words for c in w])
    return images, texts, lengths


def trainBatch(net, criterion, optimizer):
    images, texts, lengths = get_batch()
    preds = net(images)
    cost, parts = criterion(preds, texts, lengths)
    net.zero_grad()
    cost.backward()
    optimizer.step()
    return cost, parts


crnn = CRNN(1, len(opt.alphabet) + 1, opt.nh)
criterion = OCRCriterion(opt)
optimizer = torch.optim.RMSprop(crnn.parameters(), lr=opt.lr)

for p in crnn.parameters():
    p.requires_grad = True
crnn.train()
for i in range(opt.niter):
    cost, parts = trainBatch(crnn, criterion, optimizer)
    print('[%d/%d] Loss: %f' % (i, opt.niter, cost.item()))
