import numpy as np
import torch

from model import LightGCN
from trainer import Trainer

config = {
    # dataset
    "n_users": 20,
    "n_items": 30,
    "train_batch_size": 64,
    # model
    "embedding_size": 16,
    "n_layers": 2,
    "reg_weight": [1e-4, 1e-3],  # user, item
    # training
    "learning_rate": 0.005,
    "epochs": 3,
    "seed": 2020,
}


class Dataset:
    def __init__(self, config):
        rng = np.random.default_rng(config["seed"])
        self.n_users, self.n_items = config["n_users"], config["n_items"]
        self.inter = rng.random((self.n_users, self.n_items)) < 0.2
        self.batch_size, self.rng = config["train_batch_size"], rng

    def norm_adj(self):
        n = self.n_users + self.n_items
        A = np.zeros((n, n), dtype=np.float32)
        A[: self.n_users, self.n_users:] = self.inter
        A = A + A.T
        d = np.power(A.sum(1) + 1e-7, -0.5)
        return torch.from_numpy(d[:, None] * A * d[None]).float()

    def __iter__(self):
        u, i = self.inter.nonzero()
        for s in range(0, len(u), self.batch_size):
            uu, ii = u[s: s + self.batch_size], i[s: s + self.batch_size]
            neg = self.rng.integers(0, self.n_items, len(uu))
            yield {"user_id": torch.as_tensor(uu), "item_id": torch.as_tensor(ii), "neg_item_id": torch.as_tensor(neg)}


if __name__ == "__main__":
    torch.manual_seed(config["seed"])
    dataset = Dataset(config)
    model = LightGCN(config, dataset)
    print(model)
    Trainer(config, model).fit(dataset)
