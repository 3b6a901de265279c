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
        self.linear = torch.nn.Linear(2, 1)

    def test_step(self, batch, batch_idx):
        with torch.enable_grad():
            positions = batch.clone().requires_grad_()
            energy = self.linear(positions).square().sum()
            print(torch.is_inference_mode_enabled(), energy.requires_grad)
            (forces,) = torch.autograd.grad(energy, positions)
        print("not zero:", forces.all().item())


torch.manual_seed(0)
loader = torch.utils.data.DataLoader(torch.eye(2), batch_size=2)
quiet = {"logger": False, "enable_checkpointing": False, "enable_progress_bar": False, "enable_model_summary": False}
lightning.Trainer(accelerator="cpu", inference_mode=False, **quiet).test(Model(), loader, verbose=False)
