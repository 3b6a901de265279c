import argparse
import numpy as np
import torch
from model import GWNet

p = argparse.ArgumentParser()
p.add_argument('--nodes', type=int, default=7)
p.add_argument('--seq', type=int, default=6)
p.add_argument('--lr', type=float, default=0.003)
p.add_argument('--clip', type=float, default=5)
p.add_argument('--epochs', type=int, default=2)
args = p.parse_args([])


def masked_mae(preds, labels, null_val=0.0):
    mask = (labels != null_val).float()
    mask /= mask.mean()
    loss = torch.abs(preds - labels) * mask
    loss = torch.where(torch.isnan(loss), torch.zeros_like(loss), loss)
    return torch.mean(loss)


class trainer():
    def __init__(self, model, lr, clip):
        self.model = model
        self.optimizer = torch.optim.Adam(model.parameters(), lr=lr, weight_decay=1e-4)
        self.loss = masked_mae
        self.clip = clip

    def train(self, x, y):
        self.model.train()
        self.optimizer.zero_grad()
        predict = self.model(x)
        loss = self.loss(predict, y, 0.0)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.clip)
        self.optimizer.step()
        return loss.item()


def main():
    np.random.seed(0)
    torch.manual_seed(0)
    A = torch.rand(args.nodes, args.nodes)
    A = A / A.sum(1, keepdim=True)
    flow = torch.rand(60, args.nodes) * 60
    engine = trainer(GWNet(args.nodes, supports=[A]), args.lr, args.clip)
    for ep in range(args.epochs):
        train_loss = []
        for it in range(5):
            t = np.random.randint(0, 60 - args.seq - 3, size=4)
            x = torch.stack([flow[i:i + args.seq].T for i in t]).unsqueeze(1) / 60
            y = torch.stack([flow[i + args.seq:i + args.seq + 3] for i in t]) / 60
            train_loss.append(engine.train(x, y))
            if it % 2 == 0:
                print('Iter: {:03d}, Train Loss: {:.4f}'.format(it, train_loss[-1]), flush=True)
        print('Epoch: {:03d}, Train MAE: {:.4f}'.format(ep, np.mean(train_loss)))


if __name__ == '__main__':
    main()
