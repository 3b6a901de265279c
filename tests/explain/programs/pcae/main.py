import argparse
import torch
from torch.utils.data import DataLoader, TensorDataset
from nets import PCAE
from metrics import METRICS, repulsion

parser = argparse.ArgumentParser()
parser.add_argument('--loss', default='cd', choices=sorted(METRICS))
parser.add_argument('--npoints', type=int, default=40)
parser.add_argument('--bs', type=int, default=4)
parser.add_argument('--nepoch', type=int, default=2)
parser.add_argument('--w_rep', type=float, default=0.05)
opt = parser.parse_args()
print(opt)

torch.manual_seed(7)
clouds = torch.randn(16, opt.npoints, 3)
clouds = clouds / clouds.norm(dim=-1, keepdim=True)
loader = DataLoader(TensorDataset(clouds), batch_size=opt.bs, shuffle=True)

net = PCAE()
rec_fn = METRICS[opt.loss]
optimizer = torch.optim.Adam(net.parameters(), lr=1e-3, betas=(0.9, 0.999))
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=1, gamma=0.7)

for epoch in range(opt.nepoch):
    net.train()
    for i, (pts,) in enumerate(loader):
        optimizer.zero_grad()
        rec = net(pts)
        err = rec_fn(rec, pts)
        errG = err + opt.w_rep * repulsion(rec)
        errG.backward()
        optimizer.step()
        if i % 2 == 0:
            print('[%d: %d/%d] train loss: %f' % (epoch, i, len(loader), errG.item()))
    scheduler.step()
print('saved (not really)')
