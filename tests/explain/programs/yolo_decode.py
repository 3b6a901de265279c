import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(5)
S, A, C = 4, 2, 3            # grid, anchors, classes
ANCHORS = torch.tensor([[1.2, 0.8], [0.5, 1.5]])


class YoloHead(nn.Module):
    def __init__(self):
        super().__init__()
        self.backbone = nn.Sequential(
            nn.Conv2d(3, 8, 3, 2, 1), nn.LeakyReLU(0.1),
            nn.Conv2d(8, 16, 3, 2, 1), nn.LeakyReLU(0.1),
        )
        self.pred = nn.Conv2d(16, A * (5 + C), 1)
        gy, gx = torch.meshgrid(torch.arange(S), torch.arange(S), indexing='ij')
        self.register_buffer('grid', torch.stack([gx, gy], -1).view(1, 1, S, S, 2).float())
        self.register_buffer('anchors', ANCHORS.view(1, A, 1, 1, 2))

    def forward(self, img):
        p = self.pred(self.backbone(img))
        b = p.size(0)
        p = p.view(b, A, 5 + C, S, S).permute(0, 1, 3, 4, 2)
        xy = torch.sigmoid(p[..., 0:2])
        wh = torch.exp(p[..., 2:4].clamp(max=4))
        conf = p[..., 4]
        cls = p[..., 5:]
        # to grid units
        xy = xy + self.grid
        wh *= self.anchors
        return xy, wh, conf, cls


def build_targets(n):
    obj = torch.zeros(n, A, S, S, dtype=torch.bool)
    box = torch.zeros(n, A, S, S, 4)
    cls = torch.zeros(n, A, S, S, dtype=torch.long)
    for i in range(n):
        a = int(torch.randint(0, A, (1,)))
        x, y = torch.rand(2) * S
        obj[i, a, int(y), int(x)] = True
        box[i, a, int(y), int(x)] = torch.tensor([x, y, *(torch.rand(2) + 0.5)])
        cls[i, a, int(y), int(x)] = int(torch.randint(0, C, (1,)))
    return obj, box, cls


def yolo_loss(out, tgt):
    xy, wh, conf, cls = out
    obj, box, tcls = tgt
    lxy = F.mse_loss(xy[obj], box[obj][:, :2])
    lwh = F.mse_loss(torch.sqrt(wh[obj]), torch.sqrt(box[obj][:, 2:]))
    lobj = F.binary_cross_entropy_with_logits(conf, obj.float())
    lcls = F.cross_entropy(cls[obj], tcls[obj])
    return 5 * (lxy + lwh) + lobj + lcls, (lxy.item(), lwh.item(), lobj.item(), lcls.item())


model = YoloHead()
optimizer = torch.optim.SGD(model.parameters(), lr=1e-2, momentum=0.9)
images = torch.rand(6, 3, 16, 16)
targets = build_targets(6)

for it in range(5):
    l, parts = yolo_loss(model(images), targets)
    optimizer.zero_grad()
    l.backward()
    optimizer.step()
    print('iter', it, 'loss %.3f' % l.item(), 'xy %.3f wh %.3f obj %.3f cls %.3f' % parts)
