# pip install torch==2.13.0 transformers==5.24.0 peft==0.21.2
import warnings

from peft import LoraConfig, get_peft_model
from transformers import LlamaConfig, LlamaForCausalLM

warnings.simplefilter("ignore", FutureWarning)
config = LlamaConfig(vocab_size=16, hidden_size=8, intermediate_size=8, num_hidden_layers=2, num_attention_heads=2)
get_peft_model(LlamaForCausalLM(config), LoraConfig(target_modules=["query"]))  # peft.utils.error.NoMatchingPeftModuleError: Target modules {'query'} not found in the base model. Please check the target modules and try again.
