# pip install torch==2.13.0 transformers==5.24.0 accelerate==1.15.0
import torch
from torch import nn
from transformers import PrinterCallback, Trainer, TrainerCallback, TrainingArguments


class Model(nn.Linear):
    def forward(self, inputs, labels=None):
        return {"logits": super().forward(inputs)}


def mean_of_targets(outputs, labels, num_items_in_batch=None):
    losses = nn.functional.cross_entropy(outputs["logits"], labels, reduction="none")
    if num_items_in_batch is None:
        num_items_in_batch = (labels != -100).sum()
    return losses.sum() / num_items_in_batch


class ShowGradient(TrainerCallback):
    def on_pre_optimizer_step(self, args, state, control, model, **kwargs):
        print(f"n_gpu {args.n_gpu}", model.bias.grad)  # wrong


data = [{"inputs": torch.tensor([1.0, i]), "labels": label} for i, label in enumerate([0, 2, -100, 1])]
quiet = {"use_cpu": True, "report_to": "none", "save_strategy": "no", "disable_tqdm": True}
for gpus in (1, 2):
    torch.manual_seed(0)
    arguments = TrainingArguments("out", max_grad_norm=0, max_steps=1, **quiet)
    arguments._n_gpu = gpus
    trainer = Trainer(Model(2, 3), arguments, None, data, compute_loss_func=mean_of_targets, callbacks=[ShowGradient])
    trainer.remove_callback(PrinterCallback)
    trainer.train()
