# multi task: depth (regression), normals (regression), segmentation
# weighting after Kendall et al. 2018
import torch
import torch.nn as nn
import torch.nn.functional as F

SEED = 0
torch.manual_seed(SEED)


class MultiTaskLossWrapper(nn.Module):
    def __init__(self, task_num):
        super(MultiTaskLossWrapper, self).__init__()
        self.task_num = task_num
        self.log_vars = nn.Parameter(torch.zeros(task_num))

    def forward(self, losses):
        assert len(losses) == self.task_num
        loss = 0
        for i, l in enumerate(losses):
            precision = torch.exp(-self.log_vars[i])
            loss = loss + precision * l + self.log_vars
        return loss


class MTNet(nn.Module):
    def __init__(self, ch=8, n_seg=3):
        super().__init__()
        self.enc = nn.Sequential(
            nn.Conv2d(3, ch, 3, padding=1), nn.ReLU(),
            nn.Conv2d(ch, ch, 3, padding=1), nn.ReLU())
        self.depth = nn.Conv2d(ch, 1, 1)
        self.normal = nn.Conv2d(ch, 3, 1)
        self.seg = nn.Conv2d(ch, n_seg, 1)

    def forward(self, x):
        z = self.enc(x)
        return self.depth(z), F.normalize(self.normal(z), dim=1), self.seg(z)


net = MTNet()
mtl = MultiTaskLossWrapper(3)
optimizer = torch.optim.Adam(list(net.parameters()) + list(mtl.parameters()), lr=1e-3)

imgs = torch.rand(12, 3, 8, 8)
depth_gt = torch.rand(12, 1, 8, 8)
normal_gt = F.normalize(torch.randn(12, 3, 8, 8), dim=1)
seg_gt = torch.randint(0, 3, (12, 8, 8))

for epoch in range(4):
    for b in range(3):
        s = slice(b * 4, b * 4 + 4)
        d, n, g = net(imgs[s])
        loss_d = F.l1_loss(d, depth_gt[s])
        loss_n = (1 - (n * normal_gt[s]).sum(1)).mean()
        loss_s = F.cross_entropy(g, seg_gt[s])
        loss_all = mtl([loss_d, loss_n, loss_s])

        optimizer.zero_grad()
        loss_all.backward()
        optimizer.step()
    print('epoch %d  total %.4f  d %.3f n %.3f s %.3f' % (epoch, loss_all.item(), loss_d.item(), loss_n.item(), loss_s.item()))
    print('   sigmas', torch.exp(0.5 * mtl.log_vars).tolist())
