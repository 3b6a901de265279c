# pip install torch==2.13.0 transformers==5.24.0 accelerate==1.15.0
import torch
from transformers import PrinterCallback, Trainer, TrainerCallback, TrainingArguments


class Model(torch.nn.Linear):
    def forward(self, inputs, labels, **kwargs):
        return {"losses": torch.nn.functional.cross_entropy(super().forward(inputs), labels, reduction="none")}


class MaskedTrainer(Trainer):
    loss_is_scaled_for_ga = False
    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        outputs = model(**inputs)
        kept = inputs["labels"] != -100
        loss = outputs["losses"][kept].sum() / kept.sum().clamp(min=1)
        return (loss, outputs) if return_outputs else loss


class ShowGradient(TrainerCallback):
    def on_pre_optimizer_step(self, args, state, control, model, **kwargs):
        print(f"{args.gradient_accumulation_steps} x {args.per_device_train_batch_size}", model.bias.grad)


data = [{"inputs": torch.tensor([1.0, i]), "labels": label} for i, label in enumerate([0, 2, 1, 1])]
quiet = {"use_cpu": True, "report_to": "none", "save_strategy": "no", "disable_tqdm": True, "max_grad_norm": 0}
for size, steps in ((4, 1), (2, 2)):
    sizes = {"per_device_train_batch_size": size, "gradient_accumulation_steps": steps, "max_steps": 1}
    arguments = TrainingArguments("out", **sizes, **quiet)
    trainer = MaskedTrainer(None, arguments, None, data, model_init=lambda: Model(2, 3), callbacks=[ShowGradient])
    trainer.remove_callback(PrinterCallback)
    trainer.train()
