# pip install torch==2.13.0 transformers==4.57.6 peft==0.17.1
import torch
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM

torch.manual_seed(0)
config = LlamaConfig(vocab_size=16, hidden_size=8, intermediate_size=8, num_hidden_layers=2, num_attention_heads=2)
model = get_peft_model(LlamaForCausalLM(config), LoraConfig(target_modules=["q_proj", "v_proj"]))
model.config.use_cache = False
model.gradient_checkpointing_enable()
model.train()
tokens = torch.tensor([[1, 2, 3, 4]])
loss = model(input_ids=tokens, labels=tokens).loss
loss.backward()  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
