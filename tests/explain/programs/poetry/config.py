# -*- coding: utf-8 -*-


class Config(object):
    seed = 2023
    vocab_size = 30
    embedding_dim = 12
    hidden_dim = 16
    seq_len = 9
    batch_size = 4
    epoch = 2
    lr = 1e-2
    pad = 0
    # 传给 nn.CrossEntropyLoss 的参数
    # 验证的时候要看每首诗各自的困惑度，所以 reduction 用 none
    loss_args = {'ignore_index': 0, 'reduction': 'none'}
    verbose = True


opt = Config()
