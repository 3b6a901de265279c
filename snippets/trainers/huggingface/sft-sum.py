# pip install torch==2.13.0 transformers==5.24.0 accelerate==1.15.0 trl==1.16.0
import datasets
import tokenizers
import torch
import transformers
import trl

words = tokenizers.Tokenizer(tokenizers.models.WordLevel({"pad": 0, "end": 1, "a": 2, "b": 3}, unk_token="pad"))
tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_object=words, pad_token="pad", eos_token="end")
data = datasets.Dataset.from_dict({"input_ids": [[2, 3, 2, 1], [2, 1]]})
size = {"hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2}
config = transformers.LlamaConfig(vocab_size=4, pad_token_id=0, bos_token_id=None, eos_token_id=1, **size)


class OwnTrainer(trl.SFTTrainer):
    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        targets = inputs.pop("labels")[:, 1:]
        outputs = model(**inputs)
        losses = torch.nn.functional.cross_entropy(outputs.logits[:, :-1].mT, targets, reduction="none")
        count = (targets != -100).sum() if num_items_in_batch is None else num_items_in_batch
        return (losses.sum() / count, outputs) if return_outputs else losses.sum() / count


raw = {"skip_prepare_dataset": True}
quiet = {"use_cpu": True, "bf16": False, "gradient_checkpointing": None, "report_to": "none", "disable_tqdm": True}
for kind in (trl.SFTTrainer, OwnTrainer):
    torch.manual_seed(0)
    arguments = trl.SFTConfig("out", max_steps=1, save_strategy="no", logging_steps=1, dataset_kwargs=raw, **quiet)
    trainer = kind(transformers.LlamaForCausalLM(config), arguments, train_dataset=data, processing_class=tokenizer)
    trainer.remove_callback(transformers.PrinterCallback)
    trainer.train()
    print(kind.__name__, {key: f"{trainer.state.log_history[0][key]:.3f}" for key in ("loss", "grad_norm")})
