"""SFT on short instructions; answers count more than prompts (token weights)."""
import datasets
import torch
import tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast
from trl import SFTConfig, SFTTrainer

VOCAB = ["<pad>", "</s>", "<unk>"] + [f"w{i}" for i in range(40)]


def build_tokenizer():
    tok = tokenizers.Tokenizer(tokenizers.models.WordLevel({w: i for i, w in enumerate(VOCAB)}, unk_token="<unk>"))
    tok.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    return PreTrainedTokenizerFast(tokenizer_object=tok, pad_token="<pad>", eos_token="</s>", unk_token="<unk>")


class WeightedSFTTrainer(SFTTrainer):
    """Weights ramp up from 0.1 to 1 along the sequence."""

    def token_weights(self, labels):
        ramp = torch.linspace(0.1, 1.0, labels.size(1), device=labels.device)
        return ramp * (labels != -100)

    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        labels = inputs["labels"]
        outputs = model(input_ids=inputs["input_ids"], attention_mask=inputs.get("attention_mask"))
        shift_logits = outputs.logits[:, :-1].contiguous()
        shift_labels = labels[:, 1:].contiguous()
        per_token = torch.nn.functional.cross_entropy(
            shift_logits.transpose(1, 2), shift_labels, reduction="none", ignore_index=-100
        )
        weights = self.token_weights(shift_labels)
        loss = (per_token * weights).sum(dim=1) / weights.sum(dim=1)
        return (loss, outputs) if return_outputs else loss


def main():
    torch.manual_seed(0)
    rows = [{"input_ids": torch.randint(3, len(VOCAB), (9,)).tolist() + [1]} for _ in range(16)]
    config = LlamaConfig(vocab_size=len(VOCAB), hidden_size=16, intermediate_size=32, num_hidden_layers=1,
                         num_attention_heads=2, pad_token_id=0, bos_token_id=None, eos_token_id=1)
    args = SFTConfig(output_dir="sft", max_steps=2, per_device_train_batch_size=4, report_to="none", use_cpu=True,
                     bf16=False, save_strategy="no", gradient_checkpointing=False,
                     dataset_kwargs={"skip_prepare_dataset": True})
    trainer = WeightedSFTTrainer(LlamaForCausalLM(config), args, train_dataset=datasets.Dataset.from_list(rows),
                                 processing_class=build_tokenizer())
    trainer.train()


if __name__ == "__main__":
    main()
