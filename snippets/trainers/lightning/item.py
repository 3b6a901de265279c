# pip install torch==2.13.0 lightning==2.6.6
import logging
import warnings

import lightning
import torch

warnings.simplefilter("ignore")
logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)


class Model(lightning.LightningModule):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(2, 3)

    def training_step(self, batch, batch_idx):
        inputs, labels = batch
        losses = torch.nn.functional.cross_entropy(self.linear(inputs), labels, reduction="none")
        return losses.mean().item()

    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.1)


torch.manual_seed(0)
model = Model()
loader = torch.utils.data.DataLoader(list(zip(torch.eye(3, 2), torch.tensor([0, 2, 1]))), batch_size=3)
quiet = {"logger": False, "enable_checkpointing": False, "enable_progress_bar": False, "enable_model_summary": False}
lightning.Trainer(max_epochs=1, accelerator="cpu", **quiet).fit(model, loader)  # lightning.fabric.utilities.exceptions.MisconfigurationException: In automatic optimization, `training_step` must return a Tensor, a dict, or None (where the step will be skipped).
