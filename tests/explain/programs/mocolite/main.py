import argparse

import torch
import torch.nn as nn

from moco import MoCo

parser = argparse.ArgumentParser(description="MoCo on noise")
parser.add_argument("--iters", default=5, type=int)
parser.add_argument("--batch-size", default=16, type=int)
parser.add_argument("--lr", default=0.03, type=float)
parser.add_argument("--moco-k", default=64, type=int)


def small_cnn(dim):
    return nn.Sequential(
        nn.Conv2d(3, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.ReLU(True),
        nn.Conv2d(8, 16, 3, 2, 1), nn.BatchNorm2d(16), nn.ReLU(True),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(16, dim),
    )


class TwoCrops:
    def __init__(self, pool):
        self.pool = pool

    def __call__(self, n):
        x = self.pool[torch.randint(len(self.pool), (n,))]
        return [x + 0.2 * torch.randn_like(x) for _ in range(2)]


def topk(logits, k):
    return (logits.topk(k, 1).indices == 0).any(1).float().mean().item() * 100


def main():
    args = parser.parse_args()
    torch.manual_seed(2024)
    model = MoCo(small_cnn, K=args.moco_k)
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.encoder_q.parameters(), args.lr, momentum=0.9, weight_decay=1e-4)
    crops = TwoCrops(torch.randn(40, 3, 16, 16))
    for i in range(args.iters):
        q, k = crops(args.batch_size)
        output, target = model(im_q=q, im_k=k)
        loss = criterion(output, target)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        print(f"[{i}/{args.iters}] loss {loss.item():.4f} acc@5 {topk(output.detach(), 5):.1f}")


if __name__ == "__main__":
    main()
