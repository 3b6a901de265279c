import torch
import torch.nn as nn
import torch.nn.functional as F


class GeneralRecommender(nn.Module):
    USER_ID, ITEM_ID, NEG_ITEM_ID = "user_id", "item_id", "neg_item_id"

    def __init__(self, config, dataset):
        super().__init__()
        self.n_users = dataset.n_users
        self.n_items = dataset.n_items

    def calculate_loss(self, interaction):
        raise NotImplementedError


class LightGCN(GeneralRecommender):
    r"""LightGCN with BPR, regularisation on the ego embeddings only."""

    def __init__(self, config, dataset):
        super().__init__(config, dataset)
        self.latent_dim = config["embedding_size"]
        self.n_layers = config["n_layers"]
        self.reg_weight = torch.tensor(config["reg_weight"])
        self.user_embedding = nn.Embedding(self.n_users, self.latent_dim)
        self.item_embedding = nn.Embedding(self.n_items, self.latent_dim)
        self.norm_adj = dataset.norm_adj()
        for emb in (self.user_embedding, self.item_embedding):
            nn.init.xavier_uniform_(emb.weight)

    def forward(self):
        e = torch.cat([self.user_embedding.weight, self.item_embedding.weight])
        layers = [e]
        for _ in range(self.n_layers):
            layers.append(self.norm_adj @ layers[-1])
        out = torch.stack(layers, dim=1).mean(dim=1)
        return torch.split(out, [self.n_users, self.n_items])

    def calculate_loss(self, interaction):
        user = interaction[self.USER_ID]
        pos = interaction[self.ITEM_ID]
        neg = interaction[self.NEG_ITEM_ID]

        u_all, i_all = self.forward()
        u, p, n = u_all[user], i_all[pos], i_all[neg]
        mf_loss = -F.logsigmoid((u * p).sum(1) - (u * n).sum(1)).mean()

        user_reg = self.user_embedding(user).norm(2).pow(2) / len(user)
        item_reg = (self.item_embedding(pos).norm(2).pow(2) + self.item_embedding(neg).norm(2).pow(2)) / len(user)

        return mf_loss + self.reg_weight * (user_reg + item_reg)
