import random

import numpy as np
import torch
import torch.nn.functional as F

from network import TinyUNet, dice_loss
from utils import AverageMeter, confusion, iou, pixel_accuracy

NUM_CLASSES = 4
EPOCHS, ITERS, BATCH, SIZE = 2, 3, 2, 16


def fake_batch():
    mask = torch.zeros(BATCH, SIZE, SIZE, dtype=torch.long)
    for b in range(BATCH):
        for c in range(1, NUM_CLASSES):
            i, j = np.random.randint(0, SIZE - 5, 2)
            mask[b, i:i + 5, j:j + 5] = c
    image = F.one_hot(mask, NUM_CLASSES)[..., 1:].permute(0, 3, 1, 2).float()
    return image + 0.3 * torch.randn_like(image), mask


def train(model, optimizer, epoch):
    losses, accs, ious = AverageMeter('Loss'), AverageMeter('PixAcc'), AverageMeter('mIoU')
    model.train()
    for i in range(ITERS):
        images, target = fake_batch()
        output = model(images)
        loss = F.cross_entropy(output, target) + 0.5 * dice_loss(output, target)

        hist = confusion(output.argmax(1), target, NUM_CLASSES)
        losses.update(loss.detach(), images.size(0))
        accs.update(pixel_accuracy(hist), images.size(0))
        ious.update(iou(hist), images.size(0))

        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print('Epoch: [{}][{}/{}]\t{}\t{}\t{}'.format(epoch, i, ITERS, losses, accs, ious))
    return ious.avg


if __name__ == '__main__':
    random.seed(66)
    np.random.seed(66)
    torch.manual_seed(66)
    model = TinyUNet(NUM_CLASSES)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    best = 0
    for epoch in range(EPOCHS):
        best = max(best, train(model, optimizer, epoch))
    print('best mIoU: {:.3f}'.format(best))
