import os, random, argparse
import numpy as np
import torch
import torch.nn as nn
import torch.utils.data as data

parser = argparse.ArgumentParser()
parser.add_argument("--lr", type=float, default=0.01)
parser.add_argument("--batch_size", type=int, default=25)
parser.add_argument("--epochs", type=int, default=2)
parser.add_argument("--factor_num", type=int, default=6)
parser.add_argument("--num_ng", type=int, default=3)
parser.add_argument("--conf", type=float, default=2.0, help="confidence weight of observed clicks")
args = parser.parse_args()

random.seed(0); np.random.seed(0); torch.manual_seed(0)

USERS, ITEMS = 15, 40


class NCFData(data.Dataset):
    def __init__(self, features, num_item, train_mat, num_ng=0):
        self.features_ps = features
        self.num_item = num_item
        self.train_mat = train_mat
        self.num_ng = num_ng
        self.ng_sample()

    def ng_sample(self):
        self.features_ng = []
        for u, _ in self.features_ps:
            for _ in range(self.num_ng):
                j = np.random.randint(self.num_item)
                while (u, j) in self.train_mat:
                    j = np.random.randint(self.num_item)
                self.features_ng.append([u, j])
        self.all = self.features_ps + self.features_ng
        self.labels = [1.] * len(self.features_ps) + [0.] * len(self.features_ng)

    def __len__(self):
        return len(self.all)

    def __getitem__(self, i):
        u, j = self.all[i]
        return u, j, np.float32(self.labels[i])


class NeuMF(nn.Module):
    def __init__(self, users, items, k):
        super().__init__()
        self.u_gmf, self.i_gmf = nn.Embedding(users, k), nn.Embedding(items, k)
        self.u_mlp, self.i_mlp = nn.Embedding(users, k), nn.Embedding(items, k)
        self.mlp = nn.Sequential(nn.Linear(2 * k, k), nn.ReLU())
        self.predict = nn.Linear(2 * k, 1)
        for m in self.modules():
            if isinstance(m, nn.Embedding):
                nn.init.normal_(m.weight, std=0.01)

    def forward(self, u, i):
        g = self.u_gmf(u) * self.i_gmf(i)
        m = self.mlp(torch.cat((self.u_mlp(u), self.i_mlp(i)), -1))
        return self.predict(torch.cat((g, m), -1)).view(-1)


pairs = sorted({(np.random.randint(USERS), np.random.randint(ITEMS)) for _ in range(30)})
train_dataset = NCFData([list(p) for p in pairs], ITEMS, set(pairs), args.num_ng)
train_loader = data.DataLoader(train_dataset, batch_size=args.batch_size, shuffle=True)
model = NeuMF(USERS, ITEMS, args.factor_num)
loss_function = nn.BCEWithLogitsLoss(reduction="none")
optimizer = torch.optim.Adam(model.parameters(), lr=args.lr)

print("%d users, %d items, %d pairs" % (USERS, ITEMS, len(train_dataset)))
for epoch in range(args.epochs):
    model.train()
    running, count = 0.0, 0
    for user, item, label in train_loader:
        optimizer.zero_grad()
        prediction = model(user, item)
        # implicit feedback: observed clicks count more
        weight = 1.0 + args.conf * label
        loss = weight * loss_function(prediction, label)
        running += loss.item()
        count += 1
        loss.backward()
        optimizer.step()
    print("Epoch %03d: loss %.4f" % (epoch, running / count))
