# pip install torch==2.13.0 transformers==5.24.0 peft==0.21.2
import warnings

import torch
from peft import LoraConfig, get_peft_model
from transformers import ViTConfig, ViTForImageClassification

warnings.simplefilter("ignore", FutureWarning)
torch.manual_seed(0)
size = {"hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2}
model = ViTForImageClassification(ViTConfig(**size, image_size=4, patch_size=2, num_labels=3))
model = get_peft_model(model, LoraConfig(target_modules=["q_proj", "v_proj"], modules_to_save=["classifier"]))
model.gradient_checkpointing_enable({"use_reentrant": False})
model.train()
trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
optimizer = torch.optim.Adam(trained.values(), lr=0.1)
images, labels = torch.rand(2, 3, 4, 4), torch.tensor([0, 1])
for step in range(3):
    optimizer.zero_grad()
    loss = model(pixel_values=images, labels=labels).loss
    loss.backward()
    optimizer.step()
    print(f"loss {loss:.3f}")
adapters = sum(p.abs().sum().item() for name, p in trained.items() if "lora_B" in name)
print("adapters", round(adapters, 2))
print("without a gradient", sum(p.grad is None for p in trained.values()), "of", len(trained))
