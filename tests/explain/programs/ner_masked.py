# NER tagger w/ BiLSTM, returns a dict like the transformers models do
import random
import torch
import torch.nn as nn

random.seed(13)
torch.manual_seed(13)

SENTS = [
    ("john lives in new york", "B-PER O O B-LOC I-LOC"),
    ("acme hired mary", "B-ORG O B-PER"),
    ("the river is long today", "O O O O O"),
    ("paris is big", "B-LOC O O"),
]
word2id = {"<pad>": 0}
tag2id = {}
for s, t in SENTS:
    for w in s.split():
        word2id.setdefault(w, len(word2id))
    for g in t.split():
        tag2id.setdefault(g, len(tag2id))


def collate(batch):
    n = max(len(s.split()) for s, _ in batch)
    ids = torch.zeros(len(batch), n, dtype=torch.long)
    tags = torch.zeros(len(batch), n, dtype=torch.long)
    mask = torch.zeros(len(batch), n)
    for i, (s, t) in enumerate(batch):
        k = len(s.split())
        ids[i, :k] = torch.tensor([word2id[w] for w in s.split()])
        tags[i, :k] = torch.tensor([tag2id[g] for g in t.split()])
        mask[i, :k] = 1
    return {"input_ids": ids, "labels": tags, "attention_mask": mask}


class Tagger(nn.Module):
    def __init__(self, n_words, n_tags, dim=16):
        super().__init__()
        self.emb = nn.Embedding(n_words, dim, padding_idx=0)
        self.rnn = nn.LSTM(dim, dim, batch_first=True, bidirectional=True)
        self.cls = nn.Linear(2 * dim, n_tags)
        self.loss_fct = nn.CrossEntropyLoss(reduction="none")

    def forward(self, input_ids, attention_mask, labels=None):
        h, _ = self.rnn(self.emb(input_ids))
        logits = self.cls(h)
        loss = None
        if labels is not None:
            tok_loss = self.loss_fct(logits.transpose(1, 2), labels)
            # average over the real tokens of a sentence
            loss = (tok_loss * attention_mask).sum(dim=1) / attention_mask.sum(dim=1)
        return {"loss": loss, "logits": logits}


model = Tagger(len(word2id), len(tag2id))
optimizer = torch.optim.AdamW(model.parameters(), lr=5e-3)
for epoch in range(5):
    random.shuffle(SENTS)
    batch = collate(SENTS)
    outputs = model(**batch)
    optimizer.zero_grad()
    outputs["loss"].backward()
    optimizer.step()
    acc = (outputs["logits"].argmax(-1) == batch["labels"])[batch["attention_mask"].bool()].float().mean()
    print(f"Epoch {epoch}: train acc {acc:.2f}")
