# 运动想象四分类  脑机接口组 许天逸
import torch
from torch.utils.data import DataLoader, TensorDataset

from callbacks import L1Weight, PrintLog, SpatialSmooth
from model import EEGNetLite
from trainer import Trainer

SEED = 20220901


def build_loader(n=32, n_chan=16, t=64):
    x = torch.randn(n, 1, n_chan, t)
    y = torch.randint(0, 4, (n,))
    return DataLoader(TensorDataset(x, y), batch_size=8, shuffle=True)


if __name__ == '__main__':
    torch.manual_seed(SEED)
    loader = build_loader()
    model = EEGNetLite()
    model(next(iter(loader))[0])        # 初始化 LazyLinear
    trainer = Trainer(model, torch.optim.Adam(model.parameters(), lr=1e-3),
                      callbacks=[L1Weight(1e-4), SpatialSmooth(1e-2), PrintLog()])
    trainer.fit(loader, epochs=2)
    print('保存模型 (略)')
