import torch
import torch.nn as nn


class Embeddings(nn.Module):
    def __init__(self, vocab, h, max_len=32):
        super().__init__()
        self.word, self.pos, self.norm = nn.Embedding(vocab, h, padding_idx=0), nn.Embedding(max_len, h), nn.LayerNorm(h)

    def forward(self, ids):
        return self.norm(self.word(ids) + self.pos(torch.arange(ids.size(1), device=ids.device)))


class ForSequenceClassification(nn.Module):
    def __init__(self, args, vocab=100):
        super().__init__()
        self.embeddings = Embeddings(vocab, args.hidden)
        layer = nn.TransformerEncoderLayer(args.hidden, 4, 64, dropout=0.1, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, args.layers, enable_nested_tensor=False)
        self.pooler = nn.Sequential(nn.Linear(args.hidden, args.hidden), nn.Tanh())
        self.classifier = nn.Linear(args.hidden, args.num_labels)
        self.loss_fct = nn.CrossEntropyLoss()

    def freeze(self, prefixes):
        n = 0
        for name, param in self.named_parameters():
            if any(name.startswith(prefix) for prefix in prefixes):
                param.requires_grad = False
                n += param.numel()
        return n

    def forward(self, input_ids, labels=None):
        x = self.encoder(self.embeddings(input_ids), src_key_padding_mask=input_ids.eq(0))
        logits = self.classifier(self.pooler(x[:, 0]))
        if labels is None:
            return logits
        return self.loss_fct(logits, labels), logits
