# pip install torch==2.13.0 transformers==5.24.0 accelerate==1.15.0
import torch
from torch import nn
from transformers import PrinterCallback, Trainer, TrainerCallback, TrainingArguments


class Model(nn.Linear):
    def forward(self, inputs, labels=None):
        logits = super().forward(inputs)
        if labels is None:
            return (logits,)
        return nn.functional.cross_entropy(logits, labels), logits


class ShowGradient(TrainerCallback):
    def on_pre_optimizer_step(self, args, state, control, model, **kwargs):
        print(model.bias.grad)


torch.manual_seed(0)
model = Model(2, 3)
data = [{"inputs": torch.tensor([1.0, i]), "labels": label} for i, label in enumerate([0, 2, 1, 1])]
quiet = {"use_cpu": True, "report_to": "none", "save_strategy": "no", "disable_tqdm": True}
arguments = TrainingArguments("out", max_steps=1, max_grad_norm=0, **quiet)
trainer = Trainer(model, arguments, train_dataset=data, callbacks=[ShowGradient])
trainer.remove_callback(PrinterCallback)
trainer.train()
