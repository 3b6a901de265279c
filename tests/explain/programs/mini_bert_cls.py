# I follow a tutorial for fine tuning BERT but with my own small model since I have no internet on the cluster.
# the model returns (loss, logits) if labels are given, like in transformers
import random
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import TensorDataset, DataLoader, RandomSampler

seed_val = 42
random.seed(seed_val)
np.random.seed(seed_val)
torch.manual_seed(seed_val)


class MiniBertForSequenceClassification(nn.Module):
    def __init__(self, vocab=100, d=16, num_labels=2, max_len=12):
        super().__init__()
        self.tok = nn.Embedding(vocab, d, padding_idx=0)
        self.pos = nn.Embedding(max_len, d)
        layer = nn.TransformerEncoderLayer(d, 2, 32, dropout=0.1, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, 1, enable_nested_tensor=False)
        self.classifier = nn.Linear(d, num_labels)
        self.num_labels = num_labels

    def forward(self, input_ids, attention_mask=None, labels=None):
        p = torch.arange(input_ids.size(1))
        h = self.tok(input_ids) + self.pos(p)
        h = self.encoder(h, src_key_padding_mask=(attention_mask == 0))
        logits = self.classifier(h[:, 0])
        outputs = (logits,)
        if labels is not None:
            loss = F.cross_entropy(logits.view(-1, self.num_labels), labels.view(-1))
            outputs = (loss,) + outputs
        return outputs


def flat_accuracy(preds, labels):
    return np.sum(np.argmax(preds, axis=1).flatten() == labels.flatten()) / len(labels)


ids = torch.randint(1, 100, (32, 12))
lens = torch.randint(4, 13, (32,))
masks = (torch.arange(12)[None] < lens[:, None]).long()
ids = ids * masks
labels = torch.randint(0, 2, (32,))

train_data = TensorDataset(ids[:24], masks[:24], labels[:24])
train_dataloader = DataLoader(train_data, sampler=RandomSampler(train_data), batch_size=8)
val_dataloader = DataLoader(TensorDataset(ids[24:], masks[24:], labels[24:]), batch_size=8)

model = MiniBertForSequenceClassification()
optimizer = torch.optim.AdamW(model.parameters(), lr=5e-4, eps=1e-8)
epochs = 2
loss_values = []

for epoch_i in range(0, epochs):
    print('======== Epoch {:} / {:} ========'.format(epoch_i + 1, epochs))
    total_loss = 0
    model.train()
    for step, batch in enumerate(train_dataloader):
        b_input_ids = batch[0]
        b_input_mask = batch[1]
        b_labels = batch[2]
        model.zero_grad()
        outputs = model(b_input_ids, attention_mask=b_input_mask)
        loss = outputs[0]
        loss.backward()
        total_loss += loss.item()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    avg_train_loss = total_loss / len(train_dataloader)
    loss_values.append(avg_train_loss)
    print("  Average training loss: {0:.2f}".format(avg_train_loss))

    model.eval()
    eval_accuracy, nb = 0, 0
    for batch in val_dataloader:
        with torch.no_grad():
            outputs = model(batch[0], attention_mask=batch[1])
        logits = outputs[0].numpy()
        eval_accuracy += flat_accuracy(logits, batch[2].numpy())
        nb += 1
    print("  Accuracy: {0:.2f}".format(eval_accuracy / nb))
print("Training complete!")
