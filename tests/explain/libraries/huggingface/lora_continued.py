# LoRA in two stages: stage 1 was another job and saved the adapter, stage 2 goes on from there
import tempfile

import torch
from peft import LoraConfig, PeftModel, TaskType, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM, Trainer, TrainingArguments, set_seed

set_seed(7)
config = LlamaConfig(vocab_size=96, hidden_size=32, intermediate_size=64, num_hidden_layers=2,
                     num_attention_heads=2, num_key_value_heads=2, max_position_embeddings=64, use_cache=False)


def load_base():
    return LlamaForCausalLM(config)


def stage_one(path):
    peft_config = LoraConfig(task_type=TaskType.CAUSAL_LM, r=4, lora_alpha=8, lora_dropout=0.05,
                             target_modules=["q_proj", "v_proj"])
    get_peft_model(load_base(), peft_config).save_pretrained(path)


def collate(rows):
    ids = torch.stack([row["input_ids"] for row in rows])
    return {"input_ids": ids, "attention_mask": torch.ones_like(ids), "labels": ids.clone()}


with tempfile.TemporaryDirectory() as adapter:
    stage_one(adapter)
    model = PeftModel.from_pretrained(load_base(), adapter)
model.print_trainable_parameters()

rows = [{"input_ids": ids} for ids in torch.randint(3, 96, (24, 12))]
args = TrainingArguments(output_dir="stage2", max_steps=3, per_device_train_batch_size=4, learning_rate=2e-4,
                         logging_steps=1, save_strategy="no", report_to="none", use_cpu=True)
trainer = Trainer(model=model, args=args, train_dataset=rows, data_collator=collate)
trainer.train()
