#!/usr/bin/env python
"""
Example script to train a registration model, scan-to-scan.
"""
import argparse
import random

import numpy as np
import torch

import losses
from net import VxmTiny

parser = argparse.ArgumentParser()
parser.add_argument('--image-loss', default='ncc', choices=list(losses.SIM))
parser.add_argument('--lambda', type=float, dest='weight', default=0.01)
parser.add_argument('--epochs', type=int, default=2)
parser.add_argument('--steps-per-epoch', type=int, default=3)
parser.add_argument('--batch-size', type=int, default=3)
parser.add_argument('--lr', type=float, default=1e-4)
args = parser.parse_args()

random.seed(0)
np.random.seed(0)
torch.manual_seed(0)

inshape = (24, 24)


def scan_to_scan(batch_size):
    zeros = np.zeros((batch_size, *inshape, 2), dtype='float32')
    while True:
        scans = []
        for _ in range(2):
            v = np.zeros((batch_size, 1, *inshape), dtype='float32')
            v[:, :, 4:20, 4:20] = np.random.rand(batch_size, 1, 16, 16)
            scans.append(v)
        yield scans, [scans[1], zeros.transpose(0, 3, 1, 2)]


generator = scan_to_scan(args.batch_size)
model = VxmTiny(inshape)
model.train()
optimizer = torch.optim.Adam(model.parameters(), lr=args.lr)

# prepare image loss and deformation loss
loss_fns = [losses.SIM[args.image_loss](), losses.Grad('l2')]
weights = [1, args.weight]

for epoch in range(args.epochs):
    epoch_loss = []
    for step in range(args.steps_per_epoch):
        inputs, y_true = next(generator)
        inputs = [torch.from_numpy(d).float() for d in inputs]
        y_true = [torch.from_numpy(d).float() for d in y_true]

        y_pred = model(*inputs)

        loss = 0
        for n, loss_function in enumerate(loss_fns):
            curr_loss = loss_function(y_true[n], y_pred[n]) * weights[n]
            loss += curr_loss

        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        epoch_loss.append(loss.item())

    print('Epoch %d/%d' % (epoch + 1, args.epochs), '-', 'loss: %.4e' % np.mean(epoch_loss), flush=True)
