# pip install torch==2.13.0 transformers==5.24.0 peft==0.21.2
import warnings

import torch
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM

warnings.simplefilter("ignore", FutureWarning)
config = LlamaConfig(vocab_size=16, hidden_size=8, intermediate_size=8, num_hidden_layers=2, num_attention_heads=2)
tokens = torch.tensor([[1, 2, 3, 4]])
for kwargs in (None, {"use_reentrant": True}, {"use_reentrant": False}):
    torch.manual_seed(0)
    model = get_peft_model(LlamaForCausalLM(config), LoraConfig(target_modules=["q_proj", "v_proj"]))
    model.config.use_cache = False
    model.gradient_checkpointing_enable(kwargs)
    model.train()
    model(input_ids=tokens, labels=tokens).loss.backward()
    adapters = {name: p.grad for name, p in model.named_parameters() if p.requires_grad}
    print(f"{kwargs}: {sum(grad is not None for grad in adapters.values())} of {len(adapters)} adapters have a gradient")
