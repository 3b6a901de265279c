# pip install torch==2.13.0 transformers==5.24.0 peft==0.21.2
import warnings

import torch
from peft import LoraConfig, get_peft_model
from transformers import ViTConfig, ViTForImageClassification

warnings.simplefilter("ignore", FutureWarning)
torch.manual_seed(0)
size = {"hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2}
model = ViTForImageClassification(ViTConfig(**size, image_size=4, patch_size=2, num_labels=3))
model = get_peft_model(model, LoraConfig(target_modules=["q_proj", "v_proj"]))
model.gradient_checkpointing_enable({"use_reentrant": True})
model.train()
loss = model(pixel_values=torch.rand(2, 3, 4, 4), labels=torch.tensor([0, 1])).loss
loss.backward()  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
