import argparse


def get_opt(argv=None):
    p = argparse.ArgumentParser('去云: 有云 <-> 无云 遥感影像')
    p.add_argument('--batch', type=int, default=1)
    p.add_argument('--size', type=int, default=16)
    p.add_argument('--n_iter', type=int, default=3)
    p.add_argument('--lr', type=float, default=2e-4)
    p.add_argument('--lambda_A', type=float, default=10.0)
    p.add_argument('--lambda_B', type=float, default=10.0)
    p.add_argument('--lambda_idt', type=float, default=0.5)
    p.add_argument('--rec_reduction', default='none',
                   help='none: 循环损失按云掩膜逐像素加权')
    p.add_argument('--seed', type=int, default=66)
    return p.parse_args(argv)
