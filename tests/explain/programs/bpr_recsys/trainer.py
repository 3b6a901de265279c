import logging

import torch


class Trainer:
    def __init__(self, config, model):
        self.config, self.model = config, model
        self.logger = logging.getLogger("recsys")
        self.optimizer = torch.optim.Adam(model.parameters(), lr=config["learning_rate"])

    def _train_epoch(self, train_data, epoch_idx, loss_func=None):
        self.model.train()
        loss_func = loss_func or self.model.calculate_loss
        total_loss = None
        for batch_idx, interaction in enumerate(train_data):
            self.optimizer.zero_grad()
            losses = loss_func(interaction)
            if isinstance(losses, tuple):
                loss = sum(losses)
                loss_tuple = tuple(per_loss.item() for per_loss in losses)
                total_loss = loss_tuple if total_loss is None else tuple(map(sum, zip(total_loss, loss_tuple)))
            else:
                loss = losses
                total_loss = losses.detach() if total_loss is None else total_loss + losses.detach()
            loss.backward()
            self.optimizer.step()
        return total_loss

    def fit(self, train_data):
        for epoch_idx in range(self.config["epochs"]):
            train_loss = self._train_epoch(train_data, epoch_idx)
            print(f"epoch {epoch_idx} training [train loss: {train_loss:.4f}]")
