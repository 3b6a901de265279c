# pip install torch==2.13.0 transformers==5.24.0
import torch
from transformers import BertConfig, BertForSequenceClassification

torch.manual_seed(0)
config = BertConfig(vocab_size=30, hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8)
model = BertForSequenceClassification(config)
batch = {"input_ids": torch.tensor([[1, 2, 3], [4, 5, 6]]), "labels": torch.tensor([0, 1])}
loss, logits = model(**batch)
print(loss, logits)
loss.backward()  # AttributeError: 'str' object has no attribute 'backward'
