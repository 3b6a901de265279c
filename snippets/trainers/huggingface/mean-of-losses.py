# pip install torch==2.13.0 transformers==5.24.0 accelerate==1.15.0
import torch
from torch import nn
from transformers import PrinterCallback, Trainer, TrainingArguments


class Model(nn.Linear):
    def forward(self, inputs, labels=None):
        logits = super().forward(inputs)
        if labels is None:
            return (logits,)
        return nn.functional.cross_entropy(logits, labels), logits


class MeanTrainer(Trainer):
    def compute_loss(self, model, inputs, **kwargs):
        return super().compute_loss(model, inputs, **kwargs).mean()


torch.manual_seed(0)
model = Model(2, 3)
rows, labels = torch.tensor([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0], [1.0, 3.0]]), torch.tensor([0, 2, 1, 1])
data = [{"inputs": row, "labels": label} for row, label in zip(rows, labels)]
quiet = {"use_cpu": True, "report_to": "none", "save_strategy": "no", "disable_tqdm": True}
arguments = TrainingArguments("out", max_steps=20, logging_steps=10, optim="sgd", learning_rate=0.3, **quiet)
trainer = MeanTrainer(model, arguments, train_dataset=data)
trainer.remove_callback(PrinterCallback)
print(f"cross-entropy {model(rows, labels)[0]:.3f}")
trainer.train()
print("losses", [f"{log['loss']:.3f}" for log in trainer.state.log_history if "loss" in log])
print(f"cross-entropy {model(rows, labels)[0]:.3f}")
