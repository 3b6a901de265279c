# pip install torch==2.13.0 transformers==5.24.0
import warnings

import torch
from transformers import LlamaConfig, LlamaForCausalLM, logging

warnings.simplefilter("ignore")
logging.set_verbosity_error()
torch.manual_seed(0)
config = LlamaConfig(vocab_size=16, hidden_size=8, intermediate_size=8, num_hidden_layers=2, num_attention_heads=2)
model = LlamaForCausalLM(config).train()
prompt = torch.tensor([[3, 4, 5]])
sequences = model.generate(prompt, max_new_tokens=4, pad_token_id=0)
answer = sequences[:, prompt.shape[1] :]
logits = model(sequences).logits[:, prompt.shape[1] - 1 : -1]
log_probs = logits.log_softmax(-1).gather(-1, answer[..., None])
print(log_probs.requires_grad)
(-log_probs.mean()).backward()
print("no gradient:", [name for name, parameter in model.named_parameters() if parameter.grad is None])
