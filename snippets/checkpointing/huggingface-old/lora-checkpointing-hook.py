# pip install torch==2.13.0 transformers==4.57.6 peft==0.17.1
import torch
from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM

torch.manual_seed(0)
config = LlamaConfig(vocab_size=16, hidden_size=8, intermediate_size=8, num_hidden_layers=2, num_attention_heads=2)
model = get_peft_model(LlamaForCausalLM(config), LoraConfig(target_modules=["q_proj", "v_proj"]))
model.config.use_cache = False
model.gradient_checkpointing_enable()
embedding = model.get_base_model().model.embed_tokens
embedding.register_forward_hook(lambda module, args, output: output.requires_grad_())
model.train()
tokens = torch.tensor([[1, 2, 3, 4]])
loss = model(input_ids=tokens, labels=tokens).loss
loss.backward()
adapters = {name: p.grad for name, p in model.named_parameters() if p.requires_grad}
print(len(adapters), "adapters, without a gradient:", [name for name in adapters if adapters[name] is None])
print(f"{sum(grad.norm() for grad in adapters.values()):.4f}")
