# pip install torch==2.13.0 transformers==4.57.6 peft==0.17.1
import torch
from peft import LoraConfig, get_peft_model
from transformers import CLIPVisionConfig, LlamaConfig, LlavaConfig, LlavaForConditionalGeneration

torch.manual_seed(0)
size = {"hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 3, "num_attention_heads": 2}
vision, text = CLIPVisionConfig(**size, image_size=4, patch_size=2), LlamaConfig(**size, vocab_size=16)
config = LlavaConfig(vision_config=vision, text_config=text, image_token_index=15)
model = get_peft_model(LlavaForConditionalGeneration(config), LoraConfig(target_modules=["q_proj", "v_proj"]))
model.config.text_config.use_cache = False
model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": True})
model.enable_input_require_grads()
model.train()
tokens = torch.tensor([[1, 15, 15, 15, 15, 2, 3]])
model(input_ids=tokens, pixel_values=torch.rand(1, 3, 4, 4), labels=tokens).loss.backward()
for tower in "language_model", "vision_tower":
    adapters = {name: p.grad for name, p in model.named_parameters() if p.requires_grad and tower in name}
    without = {name.split("layers.")[1][0] for name in adapters if adapters[name] is None}
    print(tower, "layers without a gradient:", sorted(without))  # wrong
