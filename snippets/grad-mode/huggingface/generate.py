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
with torch.enable_grad():
    out = model.generate(prompt, max_new_tokens=4, return_dict_in_generate=True, output_scores=True, pad_token_id=0)
answer = out.sequences[:, prompt.shape[1] :]
logits = torch.stack(out.scores, dim=1)
log_probs = logits.log_softmax(-1).gather(-1, answer[..., None])
print(log_probs.requires_grad)
(-log_probs.mean()).backward()  # RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn
