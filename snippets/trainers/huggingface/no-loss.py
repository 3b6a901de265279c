# pip install torch==2.13.0 transformers==5.24.0 accelerate==1.15.0
import torch
from torch import nn
from transformers import Trainer, TrainingArguments


class Model(nn.Linear):
    def forward(self, inputs, labels=None):
        logits = super().forward(inputs)
        if labels is None:
            return {"logits": logits}
        return {"loss": nn.functional.cross_entropy(logits, labels), "logits": logits}


data = [{"inputs": torch.tensor([1.0, i]), "target": label} for i, label in enumerate([0, 2, 1, 1])]
quiet = {"use_cpu": True, "report_to": "none", "save_strategy": "no", "disable_tqdm": True}
trainer = Trainer(Model(2, 3), TrainingArguments("out", max_steps=1, **quiet), train_dataset=data)
trainer.train()  # ValueError: The model did not return a loss from the inputs, only the following keys: logits. For reference, the inputs it received are inputs.
