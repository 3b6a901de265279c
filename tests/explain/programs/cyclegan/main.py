import torch

from cycle_model import CycleModel
from options import get_opt


def loader(opt):
    # 真实数据在 /data2/sunjh/RICE, 这里随机生成
    for _ in range(opt.n_iter):
        mask = (torch.rand(opt.batch, 1, opt.size, opt.size) > 0.7).float()
        yield {'A': torch.rand(opt.batch, 3, opt.size, opt.size) * 2 - 1,
               'B': torch.rand(opt.batch, 3, opt.size, opt.size) * 2 - 1,
               'mask': mask}


if __name__ == '__main__':
    opt = get_opt()
    torch.manual_seed(opt.seed)
    model = CycleModel(opt)
    print('options:', vars(opt))
    for i, data in enumerate(loader(opt)):
        model.set_input(data)
        model.optimize()
        print('iter %d  G_A %.3f  cyc_A %.3f  D_A %.3f' % (
            i, model.loss_G_A, model.loss_cycle_A, model.loss_D_A))
    print('finished')
