import torch
from torch import nn


class Model(nn.Linear):
    def forward(self, inputs, labels):
        logits = super().forward(inputs)
        loss = nn.functional.cross_entropy(logits, labels, reduction="none")
        return {"loss": loss, "logits": logits}


class Trainer:
    def compute_loss(self, model, batch):
        return model(**batch)["loss"]

    def training_step(self, model, batch):
        loss = self.compute_loss(model, batch)
        print(loss)
        loss.backward()  # RuntimeError: grad can be implicitly created only for scalar outputs


torch.manual_seed(0)
model = Model(2, 3)
batch = {"inputs": torch.eye(3, 2), "labels": torch.tensor([0, 2, -100])}
Trainer().training_step(model, batch)
