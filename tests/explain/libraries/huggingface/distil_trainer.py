"""Knowledge distillation with the Trainer; the teacher's hidden states are computed once and kept."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from transformers import GPT2Config, GPT2LMHeadModel, Trainer, TrainingArguments


class Prompted(nn.Module):
    """Frozen-size student with a soft prompt, the prompt's embedding is shared by all steps."""

    def __init__(self, config, n_prompt=4):
        super().__init__()
        self.lm = GPT2LMHeadModel(config)
        self.prompt = nn.Parameter(torch.randn(n_prompt, config.n_embd) * 0.02)
        self.proj = nn.Sequential(nn.Linear(config.n_embd, config.n_embd), nn.Tanh())
        self.cached = None

    def soft_prompt(self, batch):
        if self.cached is None:
            self.cached = self.proj(self.prompt)
        return self.cached.expand(batch, -1, -1)

    def forward(self, input_ids, labels=None):
        emb = self.lm.transformer.wte(input_ids)
        emb = torch.cat([self.soft_prompt(len(emb)), emb], dim=1)
        return self.lm(inputs_embeds=emb).logits[:, self.prompt.shape[0]:]


class DistilTrainer(Trainer):
    def __init__(self, teacher=None, temperature=2.0, **kw):
        super().__init__(**kw)
        self.teacher = teacher.eval()
        self.T = temperature

    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        s = model(**inputs)
        with torch.no_grad():
            t = self.teacher(inputs["input_ids"]).logits
        kd = F.kl_div(F.log_softmax(s / self.T, -1), F.softmax(t / self.T, -1), reduction="batchmean") * self.T ** 2
        ce = F.cross_entropy(s[:, :-1].reshape(-1, s.size(-1)), inputs["labels"][:, 1:].reshape(-1))
        loss = 0.5 * kd + 0.5 * ce
        return (loss, {"logits": s}) if return_outputs else loss


torch.manual_seed(0)
cfg = dict(vocab_size=64, n_positions=32, n_head=2, bos_token_id=0, eos_token_id=1)
teacher = GPT2LMHeadModel(GPT2Config(n_embd=32, n_layer=2, **cfg))
student = Prompted(GPT2Config(n_embd=16, n_layer=1, **cfg))
rows = torch.randint(2, 64, (32, 10))
dataset = [{"input_ids": r, "labels": r} for r in rows]

args = TrainingArguments(output_dir="kd_out", max_steps=6, per_device_train_batch_size=4, learning_rate=1e-3,
                         logging_steps=2, save_strategy="no", report_to="none", use_cpu=True)
DistilTrainer(model=student, args=args, train_dataset=dataset, teacher=teacher).train()
